//! The words that tell the other side that it is recorded.

use station::Language;

use super::super::clips::{announcement, at_rate, samples_of};
use super::{CallRecording, RecordingNotice};

/// Says the notice once for each recording. It is brought to the phone's rate at the start, so
/// that nothing is allocated when it is said.
#[derive(Debug, Default)]
pub(in super::super) struct Notice {
    words: Vec<i16>,
    /// The next sample; at the end nothing is said.
    at: usize,
}

impl Notice {
    /// The notice that these recordings have, at this rate.
    pub(in super::super) fn at(rate_hz: u32, calls: Option<&CallRecording>) -> Self {
        let words = match calls.map(|calls| calls.notice) {
            Some(RecordingNotice::Spoken(language)) => at_rate(&clip(language), rate_hz),
            _ => Vec::new(),
        };
        let at = words.len();
        Self { words, at }
    }

    /// A recording has begun.
    pub(in super::super) fn begin(&mut self) {
        self.at = 0;
    }

    /// Nothing more is said.
    pub(in super::super) fn end(&mut self) {
        self.at = self.words.len();
    }

    /// Whether all is said.
    pub(in super::super) fn is_over(&self) -> bool {
        self.at >= self.words.len()
    }

    /// Says the next part over what is sent.
    pub(in super::super) fn mix(&mut self, said: &mut [i16]) {
        for (said, word) in said.iter_mut().zip(&self.words[self.at..]) {
            *said = said.saturating_add(*word);
        }
        self.at = (self.at + said.len()).min(self.words.len());
    }
}

fn clip(language: Language) -> Vec<i16> {
    let bytes: &[u8] = match language {
        Language::English => announcement!("recorded_en"),
        Language::German => announcement!("recorded_de"),
        Language::French => announcement!("recorded_fr"),
        Language::Spanish => announcement!("recorded_es"),
    };
    samples_of(bytes)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::RecordingFormat;
    use super::*;

    fn spoken(language: Language) -> CallRecording {
        CallRecording {
            folder: PathBuf::new(),
            all_calls: true,
            format: RecordingFormat::Wav,
            notice: RecordingNotice::Spoken(language),
        }
    }

    #[test]
    fn the_notice_is_said_once_for_each_recording_in_every_language() {
        for language in Language::ALL {
            for rate_hz in [8000, 16_000] {
                let mut notice = Notice::at(rate_hz, Some(&spoken(language)));
                assert!(notice.is_over());
                for _ in 0..2 {
                    notice.begin();
                    let (mut ms, mut loud) = (0, 0);
                    while !notice.is_over() {
                        let mut said = vec![0; rate_hz as usize / 50];
                        notice.mix(&mut said);
                        loud += said.iter().filter(|word| word.abs() > 500).count();
                        ms += 20;
                    }
                    assert!((1000..4000).contains(&ms), "{language}: {ms} ms");
                    assert!(loud > rate_hz as usize / 4, "{language}: {loud}");
                }
            }
        }
    }

    #[test]
    fn the_person_is_heard_under_the_notice() {
        let mut notice = Notice::at(8000, Some(&spoken(Language::English)));
        notice.begin();
        let mut said = [20_000; 8000];
        notice.mix(&mut said);
        assert!(said.iter().any(|sample| *sample > 20_000));
        assert!(said.iter().any(|sample| *sample < 20_000));
    }

    #[test]
    fn without_words_nothing_is_mixed() {
        let calls = CallRecording {
            notice: RecordingNotice::Beep,
            ..spoken(Language::English)
        };
        let mut notice = Notice::at(8000, Some(&calls));
        notice.begin();
        assert!(notice.is_over());
        let mut said = [7; 160];
        notice.mix(&mut said);
        assert_eq!(said, [7; 160]);
    }
}
