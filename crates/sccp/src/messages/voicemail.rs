//! Message waiting, as voice mail servers tell a call manager. The phone's lamp
//! is set by [`crate::SetLamp`].

use crate::declaration::{message, wire_struct};
use crate::{MwiNotificationResult, Text};

wire_struct! {
    /// How many messages: 8 bytes.
    MessageCounts {
        /// Not heard yet.
        num_new_msgs: u32 as "numNewMsgs",
        /// Heard.
        num_old_msgs: u32 as "numOldMsgs",
    }
}

message! {
    /// Messages are waiting, or no longer (reference 3.1, 0x004C). The numbers
    /// have 25 bytes at every version.
    MwiNotification = 0x004C, "StationMwiNotificationMessage", ToServer, min 50;
    /// Whose they are.
    mwi_target_number: Text<25> as "mwiTargetNumber",
    /// Who tells it.
    mwi_control_number: Text<25> as "mwiControlNumber",
    /// Whether any wait.
    are_messages_waiting: u32 as "areMessagesWaiting",
    /// All voice messages.
    total_vm_counts: MessageCounts as "totalVmCounts",
    /// Urgent voice messages.
    priority_vm_counts: MessageCounts as "priorityVmCounts",
    /// All faxes.
    total_fax_counts: MessageCounts as "totalFaxCounts",
    /// Urgent faxes.
    priority_fax_counts: MessageCounts as "priorityFaxCounts",
}

message! {
    /// Answers [`MwiNotification`] (reference 3.1, 0x0158).
    MwiResponse = 0x0158, "StationMwiResponseMessage", ToStation, min 29;
    /// Whose they are.
    mwi_target_number: Text<25> as "mwiTargetNumber",
    /// How it went.
    mwi_notification_result: MwiNotificationResult as "mwi_notification_result",
}
