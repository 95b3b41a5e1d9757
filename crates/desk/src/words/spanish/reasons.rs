//! Why something failed.

pub(crate) const WORDS: &[(&str, &str)] = &[
    (
        "the X server cannot be reached: {}",
        "No se llega al servidor X: {}",
    ),
    (
        "the X server is gone: {}",
        "El servidor X ha desaparecido: {}",
    ),
    ("the X server refuses: {}", "El servidor X lo rechaza: {}"),
    (
        "the configuration file {} cannot be read: {}",
        "El archivo de configuración {} no puede ser leído: {}",
    ),
    (
        "the configuration file {} cannot be written: {}",
        "El archivo de configuración {} no puede ser escrito: {}",
    ),
    (
        "another program holds the configuration file {}",
        "Otro programa retiene el archivo de configuración {}",
    ),
    (
        "the configuration file {} is wrong:\n{}",
        "El archivo de configuración {} tiene un error:\n{}",
    ),
    (
        "that cannot be kept in the configuration file {}: {}",
        "Eso no se puede guardar en el archivo de configuración {}: {}",
    ),
    (
        "protocol version {} cannot be offered; 3 to 22 can",
        "La versión {} del protocolo no se puede ofrecer; de 3 a 22, sí",
    ),
    (
        "{} is no DSCP code point; 0 to 63 are",
        "{} no es un valor DSCP; de 0 a 63, sí",
    ),
    (
        "{} is no volume; 0 to 100 are",
        "{} no es un volumen; de 0 a 100, sí",
    ),
    (
        "the codec {} needs a library that this machine does not have; docs/media.md names it",
        "El códec {} necesita una biblioteca que este equipo no tiene; docs/media.md la nombra",
    ),
    (
        "`{}` is no device name; write SEP and twelve hexadecimal digits, or up to 15 letters, digits, - and _",
        "«{}» no es un nombre de dispositivo: SEP y doce cifras hexadecimales, o hasta 15 letras, cifras, - y _",
    ),
    (
        "`{}` is no server; write it like host, host:2000 or [::1]:2000",
        "«{}» no es un servidor: se escribe como host, host:2000 o [::1]:2000",
    ),
    (
        "`{}` is no device type of this phone; it has 7960, 7970 and 30016",
        "«{}» no es un tipo de dispositivo de este teléfono; tiene 7960, 7970 y 30016",
    ),
    (
        "`{}` is no range of ports; write it like 20000-20100, from 1024 on",
        "«{}» no es un intervalo de puertos: se escribe como 20000-20100, desde 1024",
    ),
    (
        "`{}` is no region of this phone; it has north-america, europe and united-kingdom",
        "«{}» no es una región de este teléfono; tiene north-america, europe y united-kingdom",
    ),
    (
        "`{}` is no codec of this phone; it has {}",
        "«{}» no es un códec de este teléfono; tiene {}",
    ),
    (
        "`{}` is no length of time; write it like 300ms, 5s or 1m",
        "«{}» no es una duración: se escribe como 300ms, 5s o 1m",
    ),
    (
        "`{}` is no noise suppression; write off, low, moderate or high",
        "«{}» no es una reducción de ruido: off, low, moderate o high",
    ),
    (
        "`{}` is no audio mode; there are headset, handset and speaker",
        "«{}» no es un modo de audio; hay headset, handset y speaker",
    ),
    (
        "`{}` is no key: write it as Ctrl+Shift+A, Alt+K, F2, PageUp, Enter, with Ctrl, Alt and Shift before it",
        "«{}» no es una tecla: se escribe como Ctrl+Shift+A, Alt+K, F2, PageUp, Enter, con Ctrl, Alt y Shift delante",
    ),
    (
        "the contacts in {} cannot be read: {}",
        "No se pueden leer los contactos de {}: {}",
    ),
    (
        "the contacts cannot be kept in {}: {}",
        "No se pueden guardar los contactos en {}: {}",
    ),
    (
        "there are no contacts in {}; vCard (.vcf) and CSV files are read",
        "No hay contactos en {}; se leen vCard (.vcf) y CSV",
    ),
    (
        "line {} of the file of dial rules is no XML: {}",
        "La línea {} del archivo de reglas no es XML: {}",
    ),
    (
        "there is no <DialRules> in the file of dial rules",
        "Falta <DialRules> en el archivo de reglas",
    ),
    (
        "rule {} of the file of dial rules, in line {}, is wrong: {}",
        "La regla {} del archivo de reglas, en la línea {}, tiene un error: {}",
    ),
    (
        "the file has more than {} dial rules",
        "El archivo tiene más de {} reglas de marcación",
    ),
    (
        "the report cannot be written: {}",
        "No se puede escribir el informe: {}",
    ),
    (
        "the file cannot be written: {}",
        "No se puede escribir el archivo: {}",
    ),
    ("it is no file", "No es un archivo"),
    (
        "the folder {} cannot be made: {}",
        "No se puede crear la carpeta {}: {}",
    ),
    (
        "in the folder {} you need the right to make files: {}",
        "En la carpeta {} falta el permiso para crear archivos: {}",
    ),
    ("unknown field `{}`", "clave desconocida «{}»"),
    (
        "unknown variant `{}`, expected one of {}",
        "valor desconocido «{}»; posibles: {}",
    ),
    (
        "unknown variant `{}`, expected `{}` or `{}`",
        "valor desconocido «{}»; posibles: «{}» y «{}»",
    ),
    (
        "invalid type: {}, expected {}",
        "tipo de valor incorrecto («{}»); se espera «{}»",
    ),
    (
        "invalid value: {}, expected {}",
        "valor incorrecto («{}»); se espera «{}»",
    ),
    ("duplicate key", "la misma clave dos veces"),
    (
        "No such file or directory (os error {})",
        "Este archivo no existe (os error {})",
    ),
    (
        "Permission denied (os error {})",
        "Permiso denegado (os error {})",
    ),
    (
        "Is a directory (os error {})",
        "Es una carpeta (os error {})",
    ),
    (
        "Not a directory (os error {})",
        "No es una carpeta (os error {})",
    ),
    (
        "File exists (os error {})",
        "El archivo ya existe (os error {})",
    ),
    (
        "No space left on device (os error {})",
        "No queda sitio en el disco (os error {})",
    ),
    (
        "Read-only file system (os error {})",
        "Aquí solo se puede leer (os error {})",
    ),
    (
        "Connection refused (os error {})",
        "La conexión fue rechazada (os error {})",
    ),
    ("stream did not contain valid UTF-8", "No es texto en UTF-8"),
    ("this cannot be read (“{}”)", "no se puede leer («{}»)"),
    (
        "no sound device named: write default, silence, tone:440, file:PATH.wav or a device's name",
        "No se nombra ningún dispositivo de sonido: escriba default, silence, tone:440, file:RUTA.wav o el nombre de un dispositivo",
    ),
    (
        "\"{}:\" needs the path of a WAV file behind it, for example {}:greeting.wav",
        "Tras «{}:» va la ruta de un archivo WAV, por ejemplo {}:greeting.wav",
    ),
    (
        "\"device:\" needs a device's name behind it; `offhook devices` lists them",
        "Tras «device:» va el nombre de un dispositivo; `offhook devices` los muestra",
    ),
    (
        "\"{}\" is no frequency for a tone: write one from 20 to 20000 Hz, for example tone:440",
        "«{}» no es una frecuencia: escriba una de 20 a 20000 Hz, por ejemplo tone:440",
    ),
    (
        "\"{}\" can only be an input; an output can be a device, file:PATH.wav or silence",
        "«{}» solo puede ser una entrada; una salida es un dispositivo, file:RUTA.wav o silence",
    ),
    ("{} cannot be written: {}", "No se puede escribir {}: {}"),
    ("connected", "conectado"),
    ("disconnected", "desconectado"),
    ("no SCCP", "no es SCCP"),
    ("{} begins", "{} empieza"),
    ("RTP ends: {} packets", "RTP termina: {} paquetes"),
    (
        "RTP ends: {} packets, {} lost there, jitter {} ms",
        "RTP termina: {} paquetes, {} perdidos allí, fluctuación {} ms",
    ),
    (
        "RTP ends: {} packets, {} lost, jitter {}/{} ms, MOS {}",
        "RTP termina: {} paquetes, {} perdidos, fluctuación {}/{} ms, MOS {}",
    ),
    ("{} bytes, {}", "{} bytes, {}"),
    ("dialled digits", "cifras marcadas"),
    ("may hold keys", "pueden contener claves"),
    ("not decoded", "sin decodificar"),
    (
        "`{}` is no ring of this phone; it has {}",
        "«{}» no es un timbre de este teléfono; tiene {}",
    ),
];
