//! The phrase dictionary in Spanish.

use super::{Dictionary, table};

/// The phrases, by prefix and number, each with the English one beside it.
pub(super) static DICTIONARY: Dictionary = Dictionary {
    classic: table(&[
        (1, "Rellam."),                                 // Redial
        (2, "NvaLlam"),                                 // NewCall
        (3, "Espera"),                                  // Hold
        (4, "Transfer."),                               // Transfer
        (5, "DsvTodo"),                                 // CFwdALL
        (6, "DsvOcup"),                                 // CFwdBusy
        (7, "DsvNoCont"),                               // CFwdNoAnswer
        (8, "<<"),                                      // <<
        (9, "FinLlam."),                                // EndCall
        (10, "Reanudar"),                               // Resume
        (11, "Contestar"),                              // Answer
        (12, "Info"),                                   // Info
        (13, "Confer."),                                // Confrn
        (14, "Aparcar"),                                // Park
        (15, "Unir"),                                   // Join
        (16, "MeetMe"),                                 // MeetMe
        (17, "Capturar"),                               // PickUp
        (18, "CaptGrp"),                                // GPickUp
        (19, "Sus opciones actuales"),                  // Your current options
        (20, "Descolgado"),                             // Off Hook
        (21, "Colgado"),                                // On Hook
        (22, "Llamando"),                               // Ring out
        (23, "De "),                                    // From
        (24, "Conectado"),                              // Connected
        (25, "Ocupado"),                                // Busy
        (26, "Línea en uso"),                           // Line In Use
        (27, "Llamada en espera"),                      // Call Waiting
        (28, "Transferencia de llamada"),               // Call Transfer
        (29, "Llamada aparcada"),                       // Call Park
        (30, "Procesando llamada"),                     // Call Proceed
        (31, "En uso remoto"),                          // In Use Remote
        (32, "Introduzca el número"),                   // Enter number
        (33, "Llamada aparcada en"),                    // Call Park At
        (34, "Solo primaria"),                          // Primary Only
        (35, "Fallo temporal"),                         // Temp Fail
        (36, "Tiene mensajes de voz"),                  // You Have VoiceMail
        (37, "Desviada a"),                             // Forwarded to
        (38, "No se puede completar la conferencia"),   // Can Not Complete Conference
        (39, "No hay puente de conferencia"),           // No Conference Bridge
        (40, "No se puede poner en espera"),            // Can Not Hold Primary Control
        (41, "Participante no válido"),                 // Invalid Conference Participant
        (42, "Ya está en conferencia"),                 // In Conference Already
        (43, "Sin datos del participante"),             // No Participant Info
        (44, "Demasiados participantes"),               // Exceed Maximum Parties
        (45, "La tecla no está activa"),                // Key is Not Active
        (46, "Error: sin licencia"),                    // Error No License
        (47, "Error: configuración de BD"),             // Error DBConfig
        (48, "Error: base de datos"),                   // Error Database
        (49, "Error: límite superado"),                 // Error Pass Limit
        (50, "Error desconocido"),                      // Error Unknown
        (51, "Error: no coincide"),                     // Error Mismatch
        (52, "Conferencia"),                            // Conference
        (53, "Número de aparcamiento"),                 // Park Number
        (54, "Privado"),                                // Private
        (55, "Ancho de banda insuficiente"),            // Not Enough Bandwidth
        (56, "Número desconocido"),                     // Unknown Number
        (57, "QuitÚlt"),                                // RmLstC
        (58, "Buzón de voz"),                           // Voicemail
        (59, "DsvInm"),                                 // ImmDiv
        (60, "Intercep"),                               // Intrcpt
        (61, "Vigilar"),                                // SetWtch
        (62, "TransBV"),                                // TrnsfVM
        (63, "NoMol"),                                  // DND
        (64, "DsvTodas"),                               // DivAll
        (65, "DevLlam"),                                // CallBack
        (66, "Congestión de red: reencaminando"),       // Network Congestion-Rerouting
        (67, "Intrusión"),                              // Barge
        (68, "Error al establecer la intrusión"),       // Failed to set up Barge
        (69, "Ya hay otra intrusión"),                  // Another Barge Exists
        (70, "Tipo de dispositivo incompatible"),       // Incompatible Device Type
        (71, "No hay número de aparcamiento"),          // No Park Number Available
        (72, "Retorno de llamada aparcada"),            // Call Park Reversion
        (73, "El servicio no está activo"),             // Service is Not Active
        (74, "Mucho tráfico, inténtelo más tarde"),     // High Traffic Try Again Later
        (75, "QRT"),                                    // QRT
        (76, "IDLlMal"),                                // MCID
        (77, "TrnsfDir"),                               // DirTrfr
        (78, "Selecc."),                                // Select
        (79, "ListConf"),                               // ConfList
        (80, "iDesvío"),                                // iDivert
        (81, "cIntrus"),                                // cBarge
        (82, "No se puede completar la transferencia"), // Can Not Complete Transfer
        (83, "No se pueden unir las llamadas"),         // Can Not Join Calls
        (84, "Llamada maliciosa registrada"),           // MCID Successful
        (85, "Número no configurado"),                  // Number Not Configured
        (86, "Error de seguridad"),                     // Security Error
        (87, "Ancho de banda de vídeo no disponible"),  // Video Bandwidth Unavailable
        (88, "ModoVid"),                                // VidMode
        (89, "Duración máxima de llamada alcanzada"),   // Max Call Duration Timeout
        (90, "Tiempo máximo de espera alcanzado"),      // Max Hold Duration Timeout
        (91, "CaptOtr"),                                // OPickUp
        (92, "SalGrp"),                                 // HLog
        (93, "Fuera del grupo de salto"),               // Logged out of Hunt Group
        (94, "Plaza de aparcamiento no disponible"),    // Park Slot Unavailable
        (95, "No hay llamada para capturar"),           // No Call Available for Pickup
        (96, "Sin ancho de banda para capturar"),       // No Bandwidth Available for Pickup
        (97, "Transferencia externa restringida"),      // External Transfer Restricted
        (98, "No hay línea para capturar"),             // No Line Available for Pickup
        (99, "Sustitución de ruta en curso"),           // Path Replacement In Progress
        (101, "Dirección MAC"),                         // MAC Address
        (102, "Nombre de host"),                        // Host Name
        (103, "Nombre de dominio"),                     // Domain Name
        (104, "Dirección IP"),                          // IP Address
        (105, "Máscara de subred"),                     // Subnet Mask
        (106, "Servidor TFTP 1"),                       // TFTP Server 1
        (107, "Enrutador predeterminado 1"),            // Default Router 1
        (108, "Enrutador predeterminado 2"),            // Default Router 2
        (109, "Enrutador predeterminado 3"),            // Default Router 3
        (110, "Enrutador predeterminado 4"),            // Default Router 4
        (111, "Enrutador predeterminado 5"),            // Default Router 5
        (112, "Servidor DNS 1"),                        // DNS Server 1
        (113, "Servidor DNS 2"),                        // DNS Server 2
        (114, "Servidor DNS 3"),                        // DNS Server 3
        (115, "Servidor DNS 4"),                        // DNS Server 4
        (116, "Servidor DNS 5"),                        // DNS Server 5
        (117, "Id. de VLAN operativa"),                 // Operational VLAN Id
        (118, "Id. de VLAN admin."),                    // Admin. VLAN Id
        (119, "CallManager 1"),                         // CallManager 1
        (120, "CallManager 2"),                         // CallManager 2
        (121, "CallManager 3"),                         // CallManager 3
        (122, "CallManager 4"),                         // CallManager 4
        (123, "CallManager 5"),                         // CallManager 5
        (124, "URL de información"),                    // Information URL
        (125, "URL de directorios"),                    // Directories URL
        (126, "URL de mensajes"),                       // Messages URL
        (127, "URL de servicios"),                      // Services URL
    ]),
    extended: table(&[
        (2, "Cuenta"),                                   // Acct
        (3, "Flash"),                                    // Flash
        (4, "Entrar"),                                   // Login
        (5, "Dispositivo en su ubicación"),              // Device in Home Location
        (6, "Dispositivo en itinerancia"),               // Device in Roaming Location
        (7, "Introduzca el código de autorización"),     // Enter Authorization Code
        (8, "Introduzca el código de asunto"),           // Enter Client Matter Code
        (9, "Llamada(s) para capturar"),                 // Call(s) Available for Pickup
        (10, "Servicio CM de reserva en marcha"),        // CM Fallback Service Operating
        (11, "Máximo de teléfonos superado"),            // Max Phones Exceeded
        (12, "Esperando volver al servidor"),            // Waiting to Re-Home
        (13, "Finalice la llamada"),                     // Please End Call
        (14, "Megafonía"),                               // Paging
        (15, "Seleccione línea"),                        // Select Line
        (16, "El destino de la transferencia comunica"), // Transfer Destination is Busy
        (17, "Seleccione un servicio"),                  // Select a Service
        (18, "Servicios locales"),                       // Local Services
        (19, "Introduzca el criterio de búsqueda"),      // Enter Search Criteria
        (20, "Servicio nocturno"),                       // Night Service
        (21, "Servicio nocturno activo"),                // Night Service Active
        (22, "Servicio nocturno desactivado"),           // Night Service Disabled
        (23, "Inicio de sesión correcto"),               // Log In Successful
        (24, "PIN incorrecto"),                          // Wrong PIN
        (25, "Introduzca el PIN"),                       // Please enter PIN
        (26, "de"),                                      // of
        (27, "Registros 1 a"),                           // Records 1 to
        (28, "No se encontró ningún registro"),          // No Record Found
        (29, "Resultados de la búsqueda"),               // Search Results
        (30, "Llamada(s) en cola"),                      // Call(s) In Queue
        (31, "Entrar en el grupo de salto"),             // Join Hunt Group
        (32, "Listo"),                                   // Ready
        (33, "No listo"),                                // NotReady
        (34, "Llamada puesta en espera"),                // Call On Hold
        (35, "Aviso de llamada en espera"),              // Hold Reversion
        (36, "Error al establecer"),                     // Setup Failed
        (37, "No hay recursos"),                         // No Resources
        (38, "Dispositivo no autorizado"),               // Device Not Authorized
        (39, "Supervisión"),                             // Monitoring
        (40, "La grabación espera la llamada"),          // Recording Awaiting Call to Become Active
        (41, "Ya se está grabando"),                     // Recording Already In Progress
        (42, "No hay grabación activa"),                 // Inactive Recording Session
        (43, "Movilidad"),                               // Mobility
        (44, "Susurro"),                                 // Whisper
        (45, "Desviar todas"),                           // Forward All
        (46, "Id. de llamada maliciosa"),                // Malicious Call ID
        (47, "Captura de grupo"),                        // Group Pickup
        (48, "Quitar último participante"),              // Remove Last Participant
        (49, "Otra captura"),                            // Other Pickup
        (50, "Vídeo"),                                   // Video
        (51, "Finalizar llamada"),                       // End Call
        (52, "Lista de conferencia"),                    // Conference List
        (53, "Informe de calidad"),                      // Quality Reporting Tool
        (54, "Grupo de salto"),                          // Hunt Group
        (55, "Use Línea o Unir para terminar"),          // Use Line or Join to complete
        (56, "No molestar"),                             // Do Not Disturb
        (57, "No molestar está activo"),                 // Do Not Disturb is active
        (58, "Bucle de desvío detectado"),               // CFwdAll Loop Detected
        (59, "Demasiados desvíos"),                      // CFwdAll Hops Exceeded
        (60, "MarcAbr"),                                 // AbbrDial
        (61, "Captura no disponible"),                   // Pickup is Unavailable
        (62, "Conferencia no disponible"),               // Conference is Unavailable
        (63, "MeetMe no disponible"),                    // Meet-Me is Unavailable
        (64, "No se puede recuperar la llamada"),        // Cannot Retrieve Parked Call
        (65, "No se puede enviar al móvil"),             // Cannot Send Call to Mobile
        (67, "Grabar"),                                  // Record
        (68, "No se puede mover la conversación"),       // Cannot Move Conversation
        (69, "SinLlEsp"),                                // CW Off
        (79, "Grabando"),                                // Recording
        (80, "Error de grabación"),                      // Recording Failed
        (81, "Conectando, espere"),                      // Connecting, please wait
    ]),
};
