//! How good a stream sounded, as the text that servers keep with the call's record.
//!
//! The keys are those of 7900 phones (section 3.1, ConnectionStatisticsRes): MOS LQK now,
//! average, least and largest; ratios of concealed sound in the last interval of 3 s, in all
//! and in the worst interval; concealed and severely concealed seconds.

use crate::StreamQuality;

/// Room for the text in answers of versions 11 to 20, bytes; later ones end with the text.
pub(super) const ROOM: usize = 600;

/// Version of the listening quality's formula (`MLQKvr`); the numbers of other phones are
/// below 1.
const FORMULA: &str = "1.00";

impl StreamQuality {
    /// The text for a server of this version.
    pub(super) fn text(&self, version: u8) -> String {
        let mos = format!(
            "MLQK={:.4};MLQKav={:.4};MLQKmn={:.4};MLQKmx={:.4}",
            self.mos_lqk, self.mos_lqk_average, self.mos_lqk_min, self.mos_lqk_max
        );
        let (interval, all) = (self.interval_conceal_ratio, self.conceal_ratio);
        let seconds = format!(
            "ICRmx={:.4};CS={};SCS={}",
            self.max_conceal_ratio, self.concealed_seconds, self.severely_concealed_seconds
        );
        if version >= 22 {
            format!("{mos};ICR={interval:.4};CCR={all:.4};{seconds};MLQKvr={FORMULA}")
        } else {
            format!("{mos};MLQKvr={FORMULA};CCR={all:.4};ICR={interval:.4};{seconds}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_stand_in_the_order_of_the_version() {
        let quality = StreamQuality {
            mos_lqk: 4.409,
            mos_lqk_average: 4.3,
            mos_lqk_min: 4.1,
            mos_lqk_max: 4.41,
            conceal_ratio: 0.0123,
            interval_conceal_ratio: 0.05,
            max_conceal_ratio: 0.1,
            concealed_seconds: 7,
            severely_concealed_seconds: 2,
        };
        assert_eq!(
            quality.text(22),
            "MLQK=4.4090;MLQKav=4.3000;MLQKmn=4.1000;MLQKmx=4.4100;\
             ICR=0.0500;CCR=0.0123;ICRmx=0.1000;CS=7;SCS=2;MLQKvr=1.00"
        );
        assert_eq!(
            quality.text(11),
            "MLQK=4.4090;MLQKav=4.3000;MLQKmn=4.1000;MLQKmx=4.4100;MLQKvr=1.00;\
             CCR=0.0123;ICR=0.0500;ICRmx=0.1000;CS=7;SCS=2"
        );
        assert!(StreamQuality::default().text(22).len() <= ROOM);
    }
}
