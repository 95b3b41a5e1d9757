//! The device's own state: alarms, versions, configuration, time.

use crate::declaration::message;
use crate::{
    AlarmSeverity, DynText, MicrophoneMode, OpenText, SpeakerMode, StationIdentifier, Text,
};

message! {
    /// Tells something worth a log, first of all why the station registers
    /// (reference 3.1, 0x0020).
    Alarm = 0x0020, "StationAlarmMessage", ToServer, min 4;
    /// How bad it is.
    alarm_severity: AlarmSeverity as "alarmSeverity",
    /// `<n>: Name=… Load=… Last=<reason>`.
    text: Text<80> as "text",
    /// First parameter.
    parm1: u32 as "parm1",
    /// Second parameter; phones put their IPv4 address here.
    parm2: u32 as "parm2",
}

message! {
    /// An alarm as XML (reference 3.1, 0x015A). Asterisk closes the connection
    /// on one of full size: send it only to servers that ask for it.
    XmlAlarm = 0x015A, "StationXMLAlarmMessage", ToServer, min 0;
    /// `<x-cisco-alarm>` …, at most 2047 bytes.
    alarm_info: OpenText<2048> as "alarmInfo",
}

message! {
    /// Asks for the configuration (reference 3.1, 0x000C).
    ConfigStatReq = 0x000C, "StationConfigStatReqMessage", ToServer, min 0;
}

message! {
    /// The configuration (reference 3.1, 0x0093).
    ConfigStat = 0x0093, "StationConfigStatMessage", ToStation, min 16;
    /// Whose it is.
    sid: StationIdentifier as "sid",
    /// The user.
    user_name: Text<40> as "userName",
    /// The server.
    server_name: Text<40> as "serverName",
    /// How many lines.
    number_of_lines: u32 as "numberOfLines",
    /// How many speed dials.
    number_of_speed_dials: u32 as "numberOfSpeedDials",
}

message! {
    /// The configuration, dynamic form (reference 3.1, 0x0142). The reference is
    /// unsure of the layout; the shortest one has three empty texts.
    ConfigStatV2 = 0x0142, "StationConfigStatDynamicMessage", ToStation, min 19;
    /// Whose it is.
    device_name: DynText as "DeviceName",
    /// Station user id, 0.
    reserved_for_future_use: u32 as "reserved_for_future_use",
    /// Which instance of the device.
    instance: u32 as "instance",
    /// How many lines.
    number_of_lines: u32 as "numberOfLines",
    /// How many speed dials.
    number_of_speed_dials: u32 as "numberOfSpeedDials",
    /// The user.
    user_name: DynText as "userName",
    /// The server.
    server_name: DynText as "serverName",
}

message! {
    /// Asks for the time; ends the registration (reference 3.1, 0x000D).
    TimeDateReq = 0x000D, "StationTimeDateReqMessage", ToServer, min 0;
}

message! {
    /// The time, also unasked for (reference 3.1, 0x0094).
    DefineTimeDate = 0x0094, "StationDefineTimeDateMessage", ToStation, min 32;
    /// Full year.
    year: u32 as "wYear",
    /// 1 to 12.
    month: u32 as "wMonth",
    /// 0 is Sunday.
    day_of_week: u32 as "wDayOfWeek",
    /// 1 to 31.
    day: u32 as "wDay",
    /// 0 to 23.
    hour: u32 as "wHour",
    /// 0 to 59.
    minute: u32 as "wMinute",
    /// 0 to 59.
    second: u32 as "wSecond",
    /// 0 to 999.
    milliseconds: u32 as "wMilliseconds",
    /// Seconds since 1970, UTC; 0 from old servers.
    system_time: u32 as "systemTime",
}

message! {
    /// Asks which firmware to run (reference 3.1, 0x000F).
    VersionReq = 0x000F, "StationVersionReqMessage", ToServer, min 0;
}

message! {
    /// The firmware to run (reference 3.1, 0x0098).
    Version = 0x0098, "StationVersionMessage", ToStation, min 1;
    /// Its load name.
    version_str: Text<16> as "versionStr",
}

message! {
    /// Switches the speaker; on also means off hook hands-free (reference 3.1,
    /// 0x0088).
    SetSpeakerMode = 0x0088, "StationSetSpeakerModeMessage", ToStation, min 4;
    /// On or off.
    speaker_mode: SpeakerMode as "speakerMode",
}

message! {
    /// Switches the microphone (reference 3.1, 0x0089).
    SetMicroMode = 0x0089, "StationSetMicroModeMessage", ToStation, min 4;
    /// On or off.
    mic_mode: MicrophoneMode as "micMode",
}

message! {
    /// Where a wireless phone is, as XML (reference 3.1, 0x0157).
    LocationInfo = 0x0157, "StationLocationInfoMessage", ToServer, min 1;
    /// At most 2400 bytes.
    location_info: OpenText<2401> as "locationInfo",
}

message! {
    /// An expansion module; nobody has published what it says (reference 3.1,
    /// 0x0159).
    AddOnDeviceCapabilities = 0x0159, "StationAddOnDeviceCapabilitiesMessage", ToServer, min 12;
    /// Unknown.
    unknown1: u32 as "unknown1_0159",
    /// Unknown.
    unknown2: u32 as "unknown2_0159",
    /// Unknown.
    unknown3: u32 as "unknown3_0159",
    /// Unknown.
    unknown_string: Text<152> as "unknownString_0159",
}
