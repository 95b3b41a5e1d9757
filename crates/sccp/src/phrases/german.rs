//! The phrase dictionary in German.

use super::{Dictionary, table};

/// The phrases, by prefix and number, each with the English one beside it.
pub(super) static DICTIONARY: Dictionary = Dictionary {
    classic: table(&[
        (1, "Wahlwdh."),                             // Redial
        (2, "Neuer Anruf"),                          // NewCall
        (3, "Halten"),                               // Hold
        (4, "Übergabe"),                             // Transfer
        (5, "Rufuml."),                              // CFwdALL
        (6, "RufumlBes"),                            // CFwdBusy
        (7, "RufumlKA"),                             // CFwdNoAnswer
        (8, "<<"),                                   // <<
        (9, "Auflegen"),                             // EndCall
        (10, "Weiter"),                              // Resume
        (11, "Annehmen"),                            // Answer
        (12, "Info"),                                // Info
        (13, "Konfer."),                             // Confrn
        (14, "Parken"),                              // Park
        (15, "Verbinden"),                           // Join
        (16, "MeetMe"),                              // MeetMe
        (17, "Übernahme"),                           // PickUp
        (18, "GrÜbern."),                            // GPickUp
        (19, "Ihre aktuellen Optionen"),             // Your current options
        (20, "Abgehoben"),                           // Off Hook
        (21, "Aufgelegt"),                           // On Hook
        (22, "Rufton"),                              // Ring out
        (23, "Von "),                                // From
        (24, "Verbunden"),                           // Connected
        (25, "Besetzt"),                             // Busy
        (26, "Leitung belegt"),                      // Line In Use
        (27, "Anklopfen"),                           // Call Waiting
        (28, "Anrufübergabe"),                       // Call Transfer
        (29, "Anruf parken"),                        // Call Park
        (30, "Anruf wird aufgebaut"),                // Call Proceed
        (31, "Andernorts belegt"),                   // In Use Remote
        (32, "Nummer eingeben"),                     // Enter number
        (33, "Anruf geparkt auf"),                   // Call Park At
        (34, "Nur primär"),                          // Primary Only
        (35, "Vorübergehender Fehler"),              // Temp Fail
        (36, "Neue Sprachnachricht"),                // You Have VoiceMail
        (37, "Umgeleitet zu"),                       // Forwarded to
        (38, "Konferenz nicht möglich"),             // Can Not Complete Conference
        (39, "Keine Konferenzbrücke"),               // No Conference Bridge
        (40, "Halten nicht möglich"),                // Can Not Hold Primary Control
        (41, "Ungültiger Konferenzteilnehmer"),      // Invalid Conference Participant
        (42, "Bereits in Konferenz"),                // In Conference Already
        (43, "Keine Teilnehmerinformation"),         // No Participant Info
        (44, "Max. Teilnehmerzahl überschritten"),   // Exceed Maximum Parties
        (45, "Taste ist nicht aktiv"),               // Key is Not Active
        (46, "Fehler: Keine Lizenz"),                // Error No License
        (47, "Fehler: DB-Konfiguration"),            // Error DBConfig
        (48, "Fehler: Datenbank"),                   // Error Database
        (49, "Fehler: Grenze überschritten"),        // Error Pass Limit
        (50, "Fehler: Unbekannt"),                   // Error Unknown
        (51, "Fehler: Keine Übereinstimmung"),       // Error Mismatch
        (52, "Konferenz"),                           // Conference
        (53, "Parknummer"),                          // Park Number
        (54, "Privat"),                              // Private
        (55, "Bandbreite nicht ausreichend"),        // Not Enough Bandwidth
        (56, "Unbekannte Nummer"),                   // Unknown Number
        (57, "Letzt.Entf"),                          // RmLstC
        (58, "Voicemail"),                           // Voicemail
        (59, "SofUml"),                              // ImmDiv
        (60, "Abfangen"),                            // Intrcpt
        (61, "SetÜberw."),                           // SetWtch
        (62, "ÜberVM"),                              // TrnsfVM
        (63, "Nicht stören"),                        // DND
        (64, "AlleUml"),                             // DivAll
        (65, "Rückruf"),                             // CallBack
        (66, "Netzüberlastung - Umleitung"),         // Network Congestion-Rerouting
        (67, "Aufschalt."),                          // Barge
        (68, "Aufschalten fehlgeschlagen"),          // Failed to set up Barge
        (69, "Bereits eine Aufschaltung aktiv"),     // Another Barge Exists
        (70, "Gerätetyp nicht kompatibel"),          // Incompatible Device Type
        (71, "Keine Parknummer verfügbar"),          // No Park Number Available
        (72, "Geparkter Anruf kommt zurück"),        // Call Park Reversion
        (73, "Dienst ist nicht aktiv"),              // Service is Not Active
        (74, "Überlastet, später erneut versuchen"), // High Traffic Try Again Later
        (75, "QRT"),                                 // QRT
        (76, "Fangsch."),                            // MCID
        (77, "DirektÜber"),                          // DirTrfr
        (78, "Auswählen"),                           // Select
        (79, "KonfListe"),                           // ConfList
        (80, "iUmleiten"),                           // iDivert
        (81, "kAufschalt"),                          // cBarge
        (82, "Übergabe nicht möglich"),              // Can Not Complete Transfer
        (83, "Anrufe nicht zusammenführbar"),        // Can Not Join Calls
        (84, "Fangschaltung erfolgreich"),           // MCID Successful
        (85, "Nummer nicht konfiguriert"),           // Number Not Configured
        (86, "Sicherheitsfehler"),                   // Security Error
        (87, "Videobandbreite nicht verfügbar"),     // Video Bandwidth Unavailable
        (88, "VidModus"),                            // VidMode
        (89, "Max. Gesprächsdauer erreicht"),        // Max Call Duration Timeout
        (90, "Max. Haltezeit erreicht"),             // Max Hold Duration Timeout
        (91, "AndÜbern."),                           // OPickUp
        (92, "SamAbm."),                             // HLog
        (93, "Vom Sammelanschluss abgemeldet"),      // Logged out of Hunt Group
        (94, "Parkplatz nicht verfügbar"),           // Park Slot Unavailable
        (95, "Kein Anruf zur Übernahme"),            // No Call Available for Pickup
        (96, "Keine Bandbreite zur Übernahme"),      // No Bandwidth Available for Pickup
        (97, "Externe Übergabe nicht erlaubt"),      // External Transfer Restricted
        (98, "Keine Leitung zur Übernahme"),         // No Line Available for Pickup
        (99, "Pfadwechsel läuft"),                   // Path Replacement In Progress
        (101, "MAC-Adresse"),                        // MAC Address
        (102, "Hostname"),                           // Host Name
        (103, "Domänenname"),                        // Domain Name
        (104, "IP-Adresse"),                         // IP Address
        (105, "Subnetzmaske"),                       // Subnet Mask
        (106, "TFTP-Server 1"),                      // TFTP Server 1
        (107, "Standardrouter 1"),                   // Default Router 1
        (108, "Standardrouter 2"),                   // Default Router 2
        (109, "Standardrouter 3"),                   // Default Router 3
        (110, "Standardrouter 4"),                   // Default Router 4
        (111, "Standardrouter 5"),                   // Default Router 5
        (112, "DNS-Server 1"),                       // DNS Server 1
        (113, "DNS-Server 2"),                       // DNS Server 2
        (114, "DNS-Server 3"),                       // DNS Server 3
        (115, "DNS-Server 4"),                       // DNS Server 4
        (116, "DNS-Server 5"),                       // DNS Server 5
        (117, "Aktive VLAN-ID"),                     // Operational VLAN Id
        (118, "Admin-VLAN-ID"),                      // Admin. VLAN Id
        (119, "CallManager 1"),                      // CallManager 1
        (120, "CallManager 2"),                      // CallManager 2
        (121, "CallManager 3"),                      // CallManager 3
        (122, "CallManager 4"),                      // CallManager 4
        (123, "CallManager 5"),                      // CallManager 5
        (124, "Informations-URL"),                   // Information URL
        (125, "Verzeichnis-URL"),                    // Directories URL
        (126, "Nachrichten-URL"),                    // Messages URL
        (127, "Dienste-URL"),                        // Services URL
    ]),
    extended: table(&[
        (2, "Konto"),                                    // Acct
        (3, "Flash"),                                    // Flash
        (4, "Anmelden"),                                 // Login
        (5, "Gerät am Heimatstandort"),                  // Device in Home Location
        (6, "Gerät an Fremdstandort"),                   // Device in Roaming Location
        (7, "Autorisierungscode eingeben"),              // Enter Authorization Code
        (8, "Projektcode eingeben"),                     // Enter Client Matter Code
        (9, "Anruf(e) zur Übernahme"),                   // Call(s) Available for Pickup
        (10, "CM-Ersatzdienst in Betrieb"),              // CM Fallback Service Operating
        (11, "Max. Telefonzahl überschritten"),          // Max Phones Exceeded
        (12, "Warten auf Rückkehr zum Server"),          // Waiting to Re-Home
        (13, "Bitte auflegen"),                          // Please End Call
        (14, "Durchsage"),                               // Paging
        (15, "Leitung wählen"),                          // Select Line
        (16, "Übergabeziel ist besetzt"),                // Transfer Destination is Busy
        (17, "Dienst auswählen"),                        // Select a Service
        (18, "Lokale Dienste"),                          // Local Services
        (19, "Suchbegriff eingeben"),                    // Enter Search Criteria
        (20, "Nachtdienst"),                             // Night Service
        (21, "Nachtdienst aktiv"),                       // Night Service Active
        (22, "Nachtdienst aus"),                         // Night Service Disabled
        (23, "Anmeldung erfolgreich"),                   // Log In Successful
        (24, "Falsche PIN"),                             // Wrong PIN
        (25, "PIN eingeben"),                            // Please enter PIN
        (26, "von"),                                     // of
        (27, "Einträge 1 bis"),                          // Records 1 to
        (28, "Kein Eintrag gefunden"),                   // No Record Found
        (29, "Suchergebnisse"),                          // Search Results
        (30, "Anruf(e) in Warteschlange"),               // Call(s) In Queue
        (31, "Sammelanschluss beitreten"),               // Join Hunt Group
        (32, "Bereit"),                                  // Ready
        (33, "Nicht ber."),                              // NotReady
        (34, "Anruf gehalten"),                          // Call On Hold
        (35, "Erinnerung: Anruf gehalten"),              // Hold Reversion
        (36, "Aufbau fehlgeschlagen"),                   // Setup Failed
        (37, "Keine Ressourcen"),                        // No Resources
        (38, "Gerät nicht autorisiert"),                 // Device Not Authorized
        (39, "Mithören"),                                // Monitoring
        (40, "Aufnahme wartet auf aktiven Anruf"),       // Recording Awaiting Call to Become Active
        (41, "Aufnahme läuft bereits"),                  // Recording Already In Progress
        (42, "Keine aktive Aufnahme"),                   // Inactive Recording Session
        (43, "Mobilität"),                               // Mobility
        (44, "Flüstern"),                                // Whisper
        (45, "Alle umleiten"),                           // Forward All
        (46, "Fangschaltung"),                           // Malicious Call ID
        (47, "Gruppenübernahme"),                        // Group Pickup
        (48, "Letzten Teilnehmer entfernen"),            // Remove Last Participant
        (49, "Andere Übernahme"),                        // Other Pickup
        (50, "Video"),                                   // Video
        (51, "Anruf beenden"),                           // End Call
        (52, "Konferenzliste"),                          // Conference List
        (53, "Qualitätsbericht"),                        // Quality Reporting Tool
        (54, "Sammelanschluss"),                         // Hunt Group
        (55, "Mit Leitung oder Verb. abschließen"),      // Use Line or Join to complete
        (56, "Ruhefunktion"),                            // Do Not Disturb
        (57, "Ruhefunktion ist aktiv"),                  // Do Not Disturb is active
        (58, "Schleife in der Rufumleitung"),            // CFwdAll Loop Detected
        (59, "Zu viele Rufumleitungen"),                 // CFwdAll Hops Exceeded
        (60, "Kurzwahl"),                                // AbbrDial
        (61, "Übernahme nicht verfügbar"),               // Pickup is Unavailable
        (62, "Konferenz nicht verfügbar"),               // Conference is Unavailable
        (63, "MeetMe nicht verfügbar"),                  // Meet-Me is Unavailable
        (64, "Geparkter Anruf nicht abrufbar"),          // Cannot Retrieve Parked Call
        (65, "Übergabe ans Mobiltelefon nicht möglich"), // Cannot Send Call to Mobile
        (67, "Aufnahme"),                                // Record
        (68, "Gespräch nicht verlegbar"),                // Cannot Move Conversation
        (69, "Ankl. aus"),                               // CW Off
        (79, "Aufnahme läuft"),                          // Recording
        (80, "Aufnahme fehlgeschlagen"),                 // Recording Failed
        (81, "Verbindung wird aufgebaut, bitte warten"), // Connecting, please wait
    ]),
};
