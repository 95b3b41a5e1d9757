//! Calls that are recorded.

use super::*;
use crate::voice::{CallRecording, RecordingFormat, RecordingNotice};
use station::RecordingNews;

#[test]
fn a_recorded_talk_is_in_a_file_with_both_sides() {
    let folder = std::env::temp_dir().join(format!("offhook-recorded-{}", std::process::id()));
    let recorded = CallRecording {
        folder: folder.clone(),
        all_calls: true,
        format: RecordingFormat::Wav,
        notice: RecordingNotice::Nothing,
    };
    let mut anna = Phone::start_with(43_500..=43_519, |config, reports| {
        let config = VoiceConfig {
            record_calls: Some(recorded),
            ..config
        };
        Voice::start(config, reports)
    });
    let mut bert = Phone::start(43_520..=43_539);
    let (at_anna, at_bert) = (anna.open(1), bert.open(2));
    anna.talk_to(1, at_bert);
    let began = anna.report();
    let VoiceReport::Recording(RecordingNews::Began { file }) = began else {
        panic!("{began:?}");
    };
    bert.talk_to(2, at_anna);
    // Two seconds of both sides, two bytes a sample, however long a busy machine takes for it.
    let deadline = Instant::now() + Duration::from_secs(20);
    while std::fs::metadata(&file).expect("it is there").len() < 2 * 2 * 16_000 {
        assert!(Instant::now() < deadline, "the file does not grow");
        std::thread::sleep(Duration::from_millis(50));
    }
    anna.voice.command(VoiceCommand::Record(false));
    let ended = anna.report();
    let VoiceReport::Recording(RecordingNews::Ended { left_out: 0, .. }) = ended else {
        panic!("{ended:?}");
    };
    let mut reader = hound::WavReader::open(&file).expect("a whole file");
    assert_eq!(
        (reader.spec().channels, reader.spec().sample_rate),
        (2, 8000)
    );
    let samples: Vec<i16> = reader
        .samples()
        .map(|sample| sample.expect("a sample"))
        .collect();
    assert!(samples.len() > 16_000, "{}", samples.len());
    for side in 0..2 {
        let loud = samples
            .iter()
            .skip(side)
            .step_by(2)
            .filter(|sample| sample.abs() > 500);
        assert!(loud.count() > 800, "side {side}");
    }
    std::fs::remove_dir_all(&folder).expect("it was made");
}
