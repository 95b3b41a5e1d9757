//! Data of phone services, usually XML, in both directions.

use crate::declaration::message;
use crate::{UserData, UserDataVersion1};

message! {
    /// From the station (reference 3.1, 0x002E).
    DeviceToUserData = 0x002E, "StationDeviceToUserDataMessage", ToServer, min 20;
    /// The data.
    device_to_user_data: UserData as "deviceToUserData",
}

message! {
    /// From the station, an answer (reference 3.1, 0x002F).
    DeviceToUserDataResponse = 0x002F, "StationDeviceToUserDataResponseMessage", ToServer, min 20;
    /// The data.
    device_to_user_data: UserData as "deviceToUserData",
}

message! {
    /// From the station, in parts (reference 3.1, 0x0041).
    DeviceToUserDataVersion1 = 0x0041, "StationDeviceToUserDataVersion1Message", ToServer, min 40;
    /// The data.
    device_to_user_data: UserDataVersion1 as "deviceToUserDataVersion1",
}

message! {
    /// From the station, an answer in parts (reference 3.1, 0x0042).
    DeviceToUserDataResponseVersion1 = 0x0042, "StationDeviceToUserDataResponseVersion1Message", ToServer, min 40;
    /// The data.
    device_to_user_data: UserDataVersion1 as "deviceToUserDataVersion1",
}

message! {
    /// To the station (reference 3.1, 0x011E).
    UserToDeviceData = 0x011E, "StationUserToDeviceDataMessage", ToStation, min 20;
    /// The data.
    user_to_device_data: UserData as "userToDeviceData",
}

message! {
    /// To the station, in parts (reference 3.1, 0x013F).
    UserToDeviceDataVersion1 = 0x013F, "StationUserToDeviceDataVersion1Message", ToStation, min 40;
    /// The data.
    user_to_device_data: UserDataVersion1 as "userToDeviceDataVersion1",
}
