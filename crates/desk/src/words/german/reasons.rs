//! Why something failed.

pub(crate) const WORDS: &[(&str, &str)] = &[
    (
        "the X server cannot be reached: {}",
        "Der X-Server ist nicht erreichbar: {}",
    ),
    ("the X server is gone: {}", "Der X-Server ist weg: {}"),
    ("the X server refuses: {}", "Der X-Server lehnt ab: {}"),
    (
        "the configuration file {} cannot be read: {}",
        "Die Konfigurationsdatei {} kann nicht gelesen werden: {}",
    ),
    (
        "the configuration file {} cannot be written: {}",
        "Die Konfigurationsdatei {} kann nicht geschrieben werden: {}",
    ),
    (
        "another program holds the configuration file {}",
        "Ein anderes Programm hält die Konfigurationsdatei {}",
    ),
    (
        "the configuration file {} is wrong:\n{}",
        "Die Konfigurationsdatei {} ist falsch:\n{}",
    ),
    (
        "that cannot be kept in the configuration file {}: {}",
        "Das lässt sich in der Konfigurationsdatei {} nicht behalten: {}",
    ),
    (
        "protocol version {} cannot be offered; 3 to 22 can",
        "Protokollversion {} kann nicht angeboten werden; möglich sind 3 bis 22",
    ),
    (
        "{} is no DSCP code point; 0 to 63 are",
        "{} ist kein DSCP-Wert; möglich sind 0 bis 63",
    ),
    (
        "{} is no volume; 0 to 100 are",
        "{} ist keine Lautstärke; möglich sind 0 bis 100",
    ),
    (
        "the codec {} needs a library that this machine does not have; docs/media.md names it",
        "Der Codec {} braucht eine Bibliothek, die dieser Rechner nicht hat; docs/media.md nennt sie",
    ),
    (
        "`{}` is no device name; write SEP and twelve hexadecimal digits, or up to 15 letters, digits, - and _",
        "„{}“ ist kein Gerätename: SEP und zwölf Hexadezimalziffern, oder bis zu 15 Buchstaben, Ziffern, - und _",
    ),
    (
        "`{}` is no server; write it like host, host:2000 or [::1]:2000",
        "„{}“ ist kein Server: geschrieben wird er wie host, host:2000 oder [::1]:2000",
    ),
    (
        "`{}` is no device type of this phone; it has 7960, 7970 and 30016",
        "„{}“ ist kein Gerätetyp dieses Telefons; es hat 7960, 7970 und 30016",
    ),
    (
        "`{}` is no range of ports; write it like 20000-20100, from 1024 on",
        "„{}“ ist kein Portbereich: geschrieben wird er wie 20000-20100, ab 1024",
    ),
    (
        "`{}` is no region of this phone; it has north-america, europe and united-kingdom",
        "„{}“ ist keine Region dieses Telefons; es hat north-america, europe und united-kingdom",
    ),
    (
        "`{}` is no codec of this phone; it has {}",
        "„{}“ ist kein Codec dieses Telefons; es hat {}",
    ),
    (
        "`{}` is no length of time; write it like 300ms, 5s or 1m",
        "„{}“ ist keine Zeitdauer: geschrieben wird sie wie 300ms, 5s oder 1m",
    ),
    (
        "`{}` is no noise suppression; write off, low, moderate or high",
        "„{}“ ist keine Geräuschunterdrückung; möglich sind off, low, moderate und high",
    ),
    (
        "`{}` is no audio mode; there are headset, handset and speaker",
        "„{}“ ist kein Audiomodus; es gibt headset, handset und speaker",
    ),
    (
        "`{}` is no key: write it as Ctrl+Shift+A, Alt+K, F2, PageUp, Enter, with Ctrl, Alt and Shift before it",
        "„{}“ ist keine Taste: geschrieben wird sie wie Ctrl+Shift+A, Alt+K, F2, PageUp, Enter, mit Ctrl, Alt und Shift davor",
    ),
    (
        "the contacts in {} cannot be read: {}",
        "Die Kontakte in {} sind nicht lesbar: {}",
    ),
    (
        "the contacts cannot be kept in {}: {}",
        "Die Kontakte können in {} nicht behalten werden: {}",
    ),
    (
        "there are no contacts in {}; vCard (.vcf) and CSV files are read",
        "In {} sind keine Kontakte; gelesen werden vCard (.vcf) und CSV",
    ),
    (
        "line {} of the file of dial rules is no XML: {}",
        "Zeile {} der Datei mit Wählregeln ist kein XML: {}",
    ),
    (
        "there is no <DialRules> in the file of dial rules",
        "In der Datei mit Wählregeln fehlt <DialRules>",
    ),
    (
        "rule {} of the file of dial rules, in line {}, is wrong: {}",
        "Regel {} der Datei mit Wählregeln, in Zeile {}, ist falsch: {}",
    ),
    (
        "the file has more than {} dial rules",
        "Die Datei hat mehr als {} Wählregeln",
    ),
    (
        "the report cannot be written: {}",
        "Der Bericht kann nicht geschrieben werden: {}",
    ),
    (
        "the file cannot be written: {}",
        "Die Datei kann nicht geschrieben werden: {}",
    ),
    ("it is no file", "Das ist keine Datei"),
    (
        "the folder {} cannot be made: {}",
        "Der Ordner {} kann nicht angelegt werden: {}",
    ),
    (
        "in the folder {} you need the right to make files: {}",
        "Im Ordner {} fehlt das Recht, Dateien anzulegen: {}",
    ),
    ("unknown field `{}`", "unbekannter Schlüssel „{}“"),
    (
        "unknown variant `{}`, expected one of {}",
        "unbekannter Wert „{}“; möglich sind {}",
    ),
    (
        "unknown variant `{}`, expected `{}` or `{}`",
        "unbekannter Wert „{}“; möglich sind „{}“ und „{}“",
    ),
    (
        "invalid type: {}, expected {}",
        "falsche Art von Wert („{}“); erwartet wird „{}“",
    ),
    (
        "invalid value: {}, expected {}",
        "falscher Wert („{}“); erwartet wird „{}“",
    ),
    ("duplicate key", "derselbe Schlüssel zweimal"),
    (
        "No such file or directory (os error {})",
        "Diese Datei gibt es nicht (os error {})",
    ),
    (
        "Permission denied (os error {})",
        "Keine Berechtigung (os error {})",
    ),
    (
        "Is a directory (os error {})",
        "Das ist ein Ordner (os error {})",
    ),
    (
        "Not a directory (os error {})",
        "Das ist kein Ordner (os error {})",
    ),
    (
        "File exists (os error {})",
        "Die Datei gibt es schon (os error {})",
    ),
    (
        "No space left on device (os error {})",
        "Auf dem Datenträger ist kein Platz mehr (os error {})",
    ),
    (
        "Read-only file system (os error {})",
        "Hier kann nur gelesen werden (os error {})",
    ),
    (
        "Connection refused (os error {})",
        "Die Verbindung wurde abgelehnt (os error {})",
    ),
    (
        "stream did not contain valid UTF-8",
        "Das ist kein Text in UTF-8",
    ),
    ("this cannot be read (“{}”)", "nicht lesbar („{}“)"),
    (
        "no sound device named: write default, silence, tone:440, file:PATH.wav or a device's name",
        "Kein Tongerät genannt: schreiben Sie default, silence, tone:440, file:PFAD.wav oder den Namen eines Geräts",
    ),
    (
        "\"{}:\" needs the path of a WAV file behind it, for example {}:greeting.wav",
        "Hinter „{}:“ gehört der Pfad einer WAV-Datei, etwa {}:greeting.wav",
    ),
    (
        "\"device:\" needs a device's name behind it; `offhook devices` lists them",
        "Hinter „device:“ gehört der Name eines Geräts; `offhook devices` nennt sie",
    ),
    (
        "\"{}\" is no frequency for a tone: write one from 20 to 20000 Hz, for example tone:440",
        "„{}“ ist keine Frequenz für einen Ton: schreiben Sie eine von 20 bis 20000 Hz, etwa tone:440",
    ),
    (
        "\"{}\" can only be an input; an output can be a device, file:PATH.wav or silence",
        "„{}“ kann nur Eingang sein; ein Ausgang kann ein Gerät, file:PFAD.wav oder silence sein",
    ),
    (
        "{} cannot be written: {}",
        "{} kann nicht geschrieben werden: {}",
    ),
    ("connected", "verbunden"),
    ("disconnected", "getrennt"),
    ("no SCCP", "kein SCCP"),
    ("{} begins", "{} beginnt"),
    ("RTP ends: {} packets", "RTP endet: {} Pakete"),
    (
        "RTP ends: {} packets, {} lost there, jitter {} ms",
        "RTP endet: {} Pakete, {} dort verloren, Jitter {} ms",
    ),
    (
        "RTP ends: {} packets, {} lost, jitter {}/{} ms, MOS {}",
        "RTP endet: {} Pakete, {} verloren, Jitter {}/{} ms, MOS {}",
    ),
    ("{} bytes, {}", "{} Bytes, {}"),
    ("dialled digits", "gewählte Ziffern"),
    ("may hold keys", "können Schlüssel enthalten"),
    ("not decoded", "nicht lesbar"),
    (
        "`{}` is no ring of this phone; it has {}",
        "„{}“ ist kein Klingelton dieses Telefons; es hat {}",
    ),
];
