//! Video: pictures, their layout, and what one end asks of the other
//! (reference 4.7).

use crate::declaration::open_enum;

open_enum! {
    /// What is asked of the other end's encoder (`command`).
    MiscCommand {
        VIDEO_FREEZE_PICTURE = 0, "videoFreezePicture";
        VIDEO_FAST_UPDATE_PICTURE = 1, "videoFastUpdatePicture";
        VIDEO_FAST_UPDATE_GOB = 2, "videoFastUpdateGOB";
        VIDEO_FAST_UPDATE_MB = 3, "videoFastUpdateMB";
        LOST_PICTURE = 4, "lostPicture";
        LOST_PARTIAL_PICTURE = 5, "lostPartialPicture";
        RECOVERY_REFERENCE_PICTURE = 6, "recoveryReferencePicture";
        TEMPORAL_SPATIAL_TRADE_OFF = 7, "temporalSpatialTradeOff";
    }
}

open_enum! {
    /// The size of a picture.
    VideoFormat {
        SQCIF = 1, "SQCIF";
        QCIF = 2, "QCIF";
        CIF = 3, "CIF";
        CIF_4 = 4, "4CIF";
        CIF_16 = 5, "16CIF";
        CUSTOM = 6, "custom";
    }
}

open_enum! {
    /// How the pictures of a conference are arranged.
    VideoLayout {
        NONE = 0, "NoLayout";
        ONE_BY_ONE = 1, "OneByOne";
        ONE_BY_TWO = 2, "OneByTwo";
        TWO_BY_TWO = 3, "TwoByTwo";
        TWO_BY_TWO_3_ALT_1 = 4, "TwoByTwo3Alt1";
        TWO_BY_TWO_3_ALT_2 = 5, "TwoByTwo3Alt2";
        THREE_BY_THREE = 6, "ThreeByThree";
        THREE_BY_THREE_6_ALT_1 = 7, "ThreeByThree6Alt1";
        THREE_BY_THREE_6_ALT_2 = 8, "ThreeByThree6Alt2";
        THREE_BY_THREE_4_ALT_1 = 9, "ThreeByThree4Alt1";
        THREE_BY_THREE_4_ALT_2 = 10, "ThreeByThree4Alt2";
    }
}

open_enum! {
    /// What two ends do together besides talking.
    SessionType {
        CHAT = 1, "Chat";
        WHITEBOARD = 2, "Whiteboard";
        APPLICATION_SHARING = 4, "ApplicationSharing";
        FILE_TRANSFER = 8, "FileTransfer";
        VIDEO = 16, "Video";
    }
}
