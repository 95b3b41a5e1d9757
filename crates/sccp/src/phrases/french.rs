//! The phrase dictionary in French.

use super::{Dictionary, table};

/// The phrases, by prefix and number, each with the English one beside it.
pub(super) static DICTIONARY: Dictionary = Dictionary {
    classic: table(&[
        (1, "Bis"),                                      // Redial
        (2, "NvAppel"),                                  // NewCall
        (3, "Attente"),                                  // Hold
        (4, "Transfert"),                                // Transfer
        (5, "RenvTt"),                                   // CFwdALL
        (6, "RenvOcc"),                                  // CFwdBusy
        (7, "RenvSsRép"),                                // CFwdNoAnswer
        (8, "<<"),                                       // <<
        (9, "FinAppel"),                                 // EndCall
        (10, "Reprendre"),                               // Resume
        (11, "Répondre"),                                // Answer
        (12, "Info"),                                    // Info
        (13, "Conf."),                                   // Confrn
        (14, "Parquer"),                                 // Park
        (15, "Joindre"),                                 // Join
        (16, "MulConf"),                                 // MeetMe
        (17, "Intrcpt"),                                 // PickUp
        (18, "GrpIntr"),                                 // GPickUp
        (19, "Vos options actuelles"),                   // Your current options
        (20, "Décroché"),                                // Off Hook
        (21, "Raccroché"),                               // On Hook
        (22, "Sonnerie"),                                // Ring out
        (23, "De "),                                     // From
        (24, "Connecté"),                                // Connected
        (25, "Occupé"),                                  // Busy
        (26, "Ligne utilisée"),                          // Line In Use
        (27, "Appel en attente"),                        // Call Waiting
        (28, "Transfert d'appel"),                       // Call Transfer
        (29, "Parcage d'appel"),                         // Call Park
        (30, "Appel en cours"),                          // Call Proceed
        (31, "Utilisée à distance"),                     // In Use Remote
        (32, "Entrer un numéro"),                        // Enter number
        (33, "Appel parqué au"),                         // Call Park At
        (34, "Primaire seulement"),                      // Primary Only
        (35, "Échec temporaire"),                        // Temp Fail
        (36, "Message vocal en attente"),                // You Have VoiceMail
        (37, "Renvoyé vers"),                            // Forwarded to
        (38, "Conférence impossible"),                   // Can Not Complete Conference
        (39, "Pas de pont de conférence"),               // No Conference Bridge
        (40, "Mise en attente impossible"),              // Can Not Hold Primary Control
        (41, "Participant incorrect"),                   // Invalid Conference Participant
        (42, "Déjà en conférence"),                      // In Conference Already
        (43, "Pas d'infos participant"),                 // No Participant Info
        (44, "Trop de participants"),                    // Exceed Maximum Parties
        (45, "Touche inactive"),                         // Key is Not Active
        (46, "Erreur de licence"),                       // Error No License
        (47, "Erreur config. BDD"),                      // Error DBConfig
        (48, "Erreur base de données"),                  // Error Database
        (49, "Limite dépassée"),                         // Error Pass Limit
        (50, "Erreur inconnue"),                         // Error Unknown
        (51, "Erreur de correspondance"),                // Error Mismatch
        (52, "Conférence"),                              // Conference
        (53, "Numéro de parcage"),                       // Park Number
        (54, "Privé"),                                   // Private
        (55, "Bande passante insuffisante"),             // Not Enough Bandwidth
        (56, "Numéro inconnu"),                          // Unknown Number
        (57, "SuppDern"),                                // RmLstC
        (58, "Messagerie vocale"),                       // Voicemail
        (59, "RenvImm"),                                 // ImmDiv
        (60, "Capter"),                                  // Intrcpt
        (61, "Surveill"),                                // SetWtch
        (62, "TransfMV"),                                // TrnsfVM
        (63, "NPD"),                                     // DND
        (64, "RenvTous"),                                // DivAll
        (65, "Rappel"),                                  // CallBack
        (66, "Réseau saturé - réacheminement"),          // Network Congestion-Rerouting
        (67, "Insert"),                                  // Barge
        (68, "Échec de l'insertion"),                    // Failed to set up Barge
        (69, "Autre insertion en cours"),                // Another Barge Exists
        (70, "Type de périphérique incompatible"),       // Incompatible Device Type
        (71, "Pas de numéro de parcage libre"),          // No Park Number Available
        (72, "Retour d'appel parqué"),                   // Call Park Reversion
        (73, "Service inactif"),                         // Service is Not Active
        (74, "Trafic élevé, réessayez plus tard"),       // High Traffic Try Again Later
        (75, "QRT"),                                     // QRT
        (76, "IDAppMal"),                                // MCID
        (77, "TrnsfDir"),                                // DirTrfr
        (78, "Sélect."),                                 // Select
        (79, "ListConf"),                                // ConfList
        (80, "iRenvoi"),                                 // iDivert
        (81, "cInsert"),                                 // cBarge
        (82, "Transfert impossible"),                    // Can Not Complete Transfer
        (83, "Appels impossibles à joindre"),            // Can Not Join Calls
        (84, "Appel malveillant signalé"),               // MCID Successful
        (85, "Numéro non configuré"),                    // Number Not Configured
        (86, "Erreur de sécurité"),                      // Security Error
        (87, "Bande passante vidéo indisponible"),       // Video Bandwidth Unavailable
        (88, "ModeVid"),                                 // VidMode
        (89, "Durée max. d'appel dépassée"),             // Max Call Duration Timeout
        (90, "Durée max. d'attente dépassée"),           // Max Hold Duration Timeout
        (91, "AInterc"),                                 // OPickUp
        (92, "DécGpRch"),                                // HLog
        (93, "Déconnecté du groupe de recherche"),       // Logged out of Hunt Group
        (94, "Place de parcage indisponible"),           // Park Slot Unavailable
        (95, "Aucun appel à intercepter"),               // No Call Available for Pickup
        (96, "Bande passante insuf. pour interception"), // No Bandwidth Available for Pickup
        (97, "Transfert externe restreint"),             // External Transfer Restricted
        (98, "Aucune ligne pour interception"),          // No Line Available for Pickup
        (99, "Remplacement de chemin en cours"),         // Path Replacement In Progress
        (101, "Adresse MAC"),                            // MAC Address
        (102, "Nom d'hôte"),                             // Host Name
        (103, "Nom de domaine"),                         // Domain Name
        (104, "Adresse IP"),                             // IP Address
        (105, "Masque de sous-réseau"),                  // Subnet Mask
        (106, "Serveur TFTP 1"),                         // TFTP Server 1
        (107, "Routeur par défaut 1"),                   // Default Router 1
        (108, "Routeur par défaut 2"),                   // Default Router 2
        (109, "Routeur par défaut 3"),                   // Default Router 3
        (110, "Routeur par défaut 4"),                   // Default Router 4
        (111, "Routeur par défaut 5"),                   // Default Router 5
        (112, "Serveur DNS 1"),                          // DNS Server 1
        (113, "Serveur DNS 2"),                          // DNS Server 2
        (114, "Serveur DNS 3"),                          // DNS Server 3
        (115, "Serveur DNS 4"),                          // DNS Server 4
        (116, "Serveur DNS 5"),                          // DNS Server 5
        (117, "ID VLAN opérationnel"),                   // Operational VLAN Id
        (118, "ID VLAN admin."),                         // Admin. VLAN Id
        (119, "CallManager 1"),                          // CallManager 1
        (120, "CallManager 2"),                          // CallManager 2
        (121, "CallManager 3"),                          // CallManager 3
        (122, "CallManager 4"),                          // CallManager 4
        (123, "CallManager 5"),                          // CallManager 5
        (124, "URL d'information"),                      // Information URL
        (125, "URL de répertoires"),                     // Directories URL
        (126, "URL de messages"),                        // Messages URL
        (127, "URL de services"),                        // Services URL
    ]),
    extended: table(&[
        (2, "Compte"),                                // Acct
        (3, "Flash"),                                 // Flash
        (4, "Connex."),                               // Login
        (5, "Téléphone à son site d'origine"),        // Device in Home Location
        (6, "Téléphone en déplacement"),              // Device in Roaming Location
        (7, "Entrer le code d'autorisation"),         // Enter Authorization Code
        (8, "Entrer le code d'affaire client"),       // Enter Client Matter Code
        (9, "Appel(s) à intercepter"),                // Call(s) Available for Pickup
        (10, "Service CM de secours actif"),          // CM Fallback Service Operating
        (11, "Nombre max. de téléphones dépassé"),    // Max Phones Exceeded
        (12, "Attente de retour au serveur"),         // Waiting to Re-Home
        (13, "Veuillez raccrocher"),                  // Please End Call
        (14, "Radiomessagerie"),                      // Paging
        (15, "Choisir une ligne"),                    // Select Line
        (16, "Destination du transfert occupée"),     // Transfer Destination is Busy
        (17, "Choisir un service"),                   // Select a Service
        (18, "Services locaux"),                      // Local Services
        (19, "Entrer les critères de recherche"),     // Enter Search Criteria
        (20, "Service de nuit"),                      // Night Service
        (21, "Service de nuit actif"),                // Night Service Active
        (22, "Service de nuit désactivé"),            // Night Service Disabled
        (23, "Connexion réussie"),                    // Log In Successful
        (24, "PIN erroné"),                           // Wrong PIN
        (25, "Entrer le PIN"),                        // Please enter PIN
        (26, "sur"),                                  // of
        (27, "Fiches 1 à"),                           // Records 1 to
        (28, "Aucune fiche trouvée"),                 // No Record Found
        (29, "Résultats de la recherche"),            // Search Results
        (30, "Appel(s) en file d'attente"),           // Call(s) In Queue
        (31, "Rejoindre le groupe de recherche"),     // Join Hunt Group
        (32, "Prêt"),                                 // Ready
        (33, "Pas prêt"),                             // NotReady
        (34, "Appel mis en attente"),                 // Call On Hold
        (35, "Rappel de mise en attente"),            // Hold Reversion
        (36, "Échec de l'établissement"),             // Setup Failed
        (37, "Pas de ressources"),                    // No Resources
        (38, "Périphérique non autorisé"),            // Device Not Authorized
        (39, "Écoute"),                               // Monitoring
        (40, "Enregistrement en attente de l'appel"), // Recording Awaiting Call to Become Active
        (41, "Enregistrement déjà en cours"),         // Recording Already In Progress
        (42, "Aucun enregistrement en cours"),        // Inactive Recording Session
        (43, "Mobilité"),                             // Mobility
        (44, "Chuchoter"),                            // Whisper
        (45, "Renvoyer tout"),                        // Forward All
        (46, "Identif. d'appel malveillant"),         // Malicious Call ID
        (47, "Interception de groupe"),               // Group Pickup
        (48, "Supprimer le dernier participant"),     // Remove Last Participant
        (49, "Autre interception"),                   // Other Pickup
        (50, "Vidéo"),                                // Video
        (51, "Fin d'appel"),                          // End Call
        (52, "Liste de conférence"),                  // Conference List
        (53, "Outil de rapport qualité"),             // Quality Reporting Tool
        (54, "Groupe de recherche"),                  // Hunt Group
        (55, "Ligne ou Joindre pour terminer"),       // Use Line or Join to complete
        (56, "Ne pas déranger"),                      // Do Not Disturb
        (57, "Ne pas déranger est actif"),            // Do Not Disturb is active
        (58, "Boucle de renvoi détectée"),            // CFwdAll Loop Detected
        (59, "Trop de renvois"),                      // CFwdAll Hops Exceeded
        (60, "NumAbr"),                               // AbbrDial
        (61, "Interception indisponible"),            // Pickup is Unavailable
        (62, "Conférence indisponible"),              // Conference is Unavailable
        (63, "MulConf indisponible"),                 // Meet-Me is Unavailable
        (64, "Appel parqué non récupérable"),         // Cannot Retrieve Parked Call
        (65, "Envoi au mobile impossible"),           // Cannot Send Call to Mobile
        (67, "Enreg."),                               // Record
        (68, "Conversation non déplaçable"),          // Cannot Move Conversation
        (69, "SsSignal"),                             // CW Off
        (79, "Enregistrement"),                       // Recording
        (80, "Échec de l'enregistrement"),            // Recording Failed
        (81, "Connexion en cours, patientez"),        // Connecting, please wait
    ]),
};
