//! Feature buttons, service buttons, subscriptions.

use crate::declaration::message;
use crate::{ButtonType, DynText, OpenText, SubscriptionCause, SubscriptionFeature, Text};

message! {
    /// Asks for a feature button (reference 3.1, 0x0034).
    FeatureStatReq = 0x0034, "StationFeatureStatReqMessage", ToServer, min 4;
    /// Which one, from 1.
    feature_index: u32 as "featureIndex",
    /// 1 if the station can show busy lamps.
    feature_capabilities: u32 as "featureCapabilities" since 11,
}

message! {
    /// A feature button (reference 3.1, 0x011F).
    FeatureStat = 0x011F, "StationFeatureStatMessage", ToStation, min 8;
    /// Which one, from 1.
    feature_index: u32 as "featureIndex",
    /// What it is.
    feature_id: ButtonType as "featureID",
    /// What stands beside it.
    feature_text_label: Text<40> as "featureTextLabel",
    /// 0 or 1, or four bytes of blinking.
    feature_status: u32 as "featureStatus",
}

message! {
    /// A feature button, dynamic form, in another order (reference 3.1, 0x0146).
    FeatureStatV2 = 0x0146, "StationFeatureStatDynamicMessage", ToStation, min 13;
    /// Which one, from 1.
    feature_index: u32 as "featureIndex",
    /// What it is.
    feature_id: ButtonType as "featureID",
    /// 0 unknown, 1 idle, 2 in use, 3 do not disturb, 4 alerting for a busy
    /// lamp; else as in [`FeatureStat`].
    feature_status: u32 as "featureStatus",
    /// What stands beside it, at most 120 bytes.
    feature_text_label: DynText as "featureTextLabel",
}

message! {
    /// Asks for a service button (reference 3.1, 0x0033).
    ServiceUrlStatReq = 0x0033, "StationServiceURLStatReqMessage", ToServer, min 4;
    /// Which one, from 1.
    service_url_index: u32 as "serviceURLIndex",
}

message! {
    /// A service button (reference 3.1, 0x012F).
    ServiceUrlStat = 0x012F, "StationServiceURLStatMessage", ToStation, min 4;
    /// Which one, from 1.
    service_url_index: u32 as "serviceURLIndex",
    /// What it fetches.
    service_url: Text<256> as "serviceURL",
    /// What stands beside it.
    service_url_display_name: Text<40> as "serviceURLDisplayName",
}

message! {
    /// A service button, dynamic form (reference 3.1, 0x0148).
    ServiceUrlStatV2 = 0x0148, "StationServiceURLStatDynamicMessage", ToStation, min 6;
    /// Which one, from 1.
    service_url_index: u32 as "serviceURLIndex",
    /// What it fetches.
    service_url: DynText as "serviceURL",
    /// What stands beside it.
    service_url_display_name: DynText as "serviceURLDisplayName",
}

message! {
    /// Asks to be told about a number (reference 3.1, 0x0048).
    SubscriptionStatReq = 0x0048, "StationSubscriptionStatReqMessage", ToServer, min 12;
    /// Returned as it came.
    transaction_id: u32 as "transactionId",
    /// What to be told.
    subscription_feature_id: SubscriptionFeature as "subscriptionFeatureID",
    /// Seconds.
    timer: u32 as "timer",
    /// The number. Two servers want all 256 bytes.
    subscription_id: OpenText<256> as "subscriptionID",
}

message! {
    /// Answers a subscription (reference 3.1, 0x0152).
    SubscriptionStat = 0x0152, "StationSubscriptionStatMessage", ToStation, min 16;
    /// As asked.
    transaction_id: u32 as "transactionId",
    /// As asked.
    subscription_feature_id: SubscriptionFeature as "subscriptionFeatureID",
    /// Seconds.
    timer: u32 as "timer",
    /// How it went.
    cause: SubscriptionCause as "cause",
}

message! {
    /// Tells what was subscribed to (reference 3.1, 0x0153).
    Notification = 0x0153, "StationNotificationMessage", ToStation, min 12;
    /// As asked.
    transaction_id: u32 as "transactionId",
    /// As asked.
    subscription_feature_id: SubscriptionFeature as "subscriptionFeatureID",
    /// 0 unknown, 1 idle, 2 in use, 3 do not disturb, 4 alerting.
    notification_status: u32 as "notificationStatus",
    /// A text.
    text: OpenText<97> as "text",
}
