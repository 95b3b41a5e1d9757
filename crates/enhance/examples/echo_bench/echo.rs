//! Rooms: how much of the echo is left, how soon, and what the other voice loses by it.

use enhance::scene::{Room, RoomConfig, amplified, drifted, level_dbov, mixed};
use enhance::{EchoCancellation, NoiseSuppression};

use crate::{AT_THE_EAR, Bench, ECHO, settings};

/// The far end alone, then both, then the far end alone again, s.
const ALONE_S: usize = 20;
const BOTH_S: usize = 8;
const AFTER_S: usize = 5;

/// Echo removed from which on it counts as found, dB.
const FOUND_DB: f64 = 20.0;

/// A row of the table.
struct Place {
    name: &'static str,
    room: RoomConfig,
    /// What is taken for granted there.
    echo: EchoCancellation,
    /// How much faster the microphone's clock is than the loudspeaker's, millionths.
    drift_ppm: f64,
    /// Level of what is played, dBov.
    played_dbov: f64,
}

pub(crate) fn print(bench: &Bench) -> anyhow::Result<()> {
    println!(
        "| room | echo | removed, far end alone | {FOUND_DB} dB after | removed, with noise suppression \
         | after double talk | double talk: near voice | its PESQ, without and with |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for place in &places() {
        row(bench, place)?;
    }
    println!();
    println!("| no echo, near voice only | level | PESQ |");
    println!("| --- | --- | --- |");
    let near = bench.seconds(&bench.near, 10);
    let silence = vec![0; near.len()];
    let far = bench.seconds(&bench.far, 10);
    for (name, settings, played) in [
        ("echo cancellation, nothing played", ECHO, &silence),
        (
            "echo cancellation, headset that leaks nothing",
            AT_THE_EAR,
            &far,
        ),
        (
            "echo cancellation, loudspeaker that leaks nothing",
            ECHO,
            &far,
        ),
        (
            "noise suppression low",
            settings(EchoCancellation::Off, NoiseSuppression::Low, false),
            &silence,
        ),
        (
            "noise suppression moderate",
            settings(EchoCancellation::Off, NoiseSuppression::Moderate, false),
            &silence,
        ),
        (
            "noise suppression high",
            settings(EchoCancellation::Off, NoiseSuppression::High, false),
            &silence,
        ),
        (
            "automatic gain",
            settings(EchoCancellation::Off, NoiseSuppression::Off, true),
            &silence,
        ),
        (
            "all",
            settings(
                EchoCancellation::OnceHeard,
                NoiseSuppression::Moderate,
                true,
            ),
            &far,
        ),
    ] {
        let heard = bench.cleaned(settings, &near, played);
        // The first two seconds are for getting to know each other.
        let known = 2 * bench.rate_hz as usize;
        let change = level_dbov(&heard[known..]) - level_dbov(&near[known..]);
        let pair = format!("alone-{}-{}", bench.rate_hz, name.replace([' ', ','], "-"));
        let score = bench.pairs.write(&pair, &near[known..], &heard[known..])?;
        println!("| {name} | {change:+.1} dB | {score} |");
    }
    println!();
    Ok(())
}

fn places() -> Vec<Place> {
    let place = |name, delay_ms, reverberation_ms, level_db, distortion| Place {
        name,
        room: RoomConfig {
            delay_ms,
            reverberation_ms,
            level_db,
            distortion,
            seed: 7,
        },
        echo: EchoCancellation::AtOnce,
        drift_ppm: 0.0,
        played_dbov: -26.0,
    };
    vec![
        Place {
            echo: EchoCancellation::OnceHeard,
            ..place("headset, leaking", 10, 20, -30.0, 0.0)
        },
        Place {
            echo: EchoCancellation::OnceHeard,
            ..place("handset", 15, 60, -18.0, 0.1)
        },
        place("office", 40, 250, -6.0, 0.3),
        place("office, sound server", 120, 250, -6.0, 0.3),
        place("office, slow sound server", 200, 250, -6.0, 0.3),
        place("hall", 60, 600, -6.0, 0.3),
        Place {
            played_dbov: -16.0,
            ..place("small speaker, overdriven", 40, 150, 0.0, 3.0)
        },
        Place {
            drift_ppm: 50.0,
            ..place("office, clocks 50 ppm apart", 40, 250, -6.0, 0.3)
        },
        Place {
            drift_ppm: 300.0,
            ..place("office, clocks 300 ppm apart", 40, 250, -6.0, 0.3)
        },
    ]
}

fn row(bench: &Bench, place: &Place) -> anyhow::Result<()> {
    let second = bench.rate_hz as usize;
    let seconds = ALONE_S + BOTH_S + AFTER_S;
    let far = bench.seconds(&bench.far, seconds);
    let played = amplified(&far, place.played_dbov - level_dbov(&far));
    let mut room = Room::new(place.room, bench.rate_hz);
    let mut echo = drifted(&room.echo(&played), place.drift_ppm);
    echo.resize(played.len(), 0);
    let both = ALONE_S * second..(ALONE_S + BOTH_S) * second;
    let mut near = vec![0; played.len()];
    near[both.clone()].copy_from_slice(&bench.seconds(&bench.near, BOTH_S));
    let recorded = mixed(&echo, &near);

    let heard = bench.cleaned(
        settings(place.echo, NoiseSuppression::Off, false),
        &recorded,
        &played,
    );
    let removed = |heard: &[i16], from: usize, until: usize| {
        let part = from * second..until * second;
        level_dbov(&echo[part.clone()]) - level_dbov(&heard[part])
    };
    let alone = removed(&heard, ALONE_S - 8, ALONE_S);
    let after = removed(&heard, ALONE_S + BOTH_S + 1, seconds);
    let quieter = bench.cleaned(
        settings(place.echo, NoiseSuppression::Moderate, false),
        &recorded,
        &played,
    );
    let quieter = removed(&quieter, ALONE_S - 8, ALONE_S);
    let kept = level_dbov(&heard[both.clone()]) - level_dbov(&near[both.clone()]);
    let name = format!(
        "both-{}-{}",
        bench.rate_hz,
        place.name.replace([' ', ','], "-")
    );
    let (said, raw) = (&near[both.clone()], &recorded[both.clone()]);
    let before = bench.pairs.write(&format!("{name}-before"), said, raw)?;
    let score = bench.pairs.write(&name, said, &heard[both])?;
    println!(
        "| {} | {:+.0} dB, {} ms | {alone:.0} dB | {} | {quieter:.0} dB | {after:.0} dB | {kept:+.1} dB | {before}, {score} |",
        place.name,
        place.room.level_db,
        place.room.delay_ms,
        found_after(&echo, &heard, second),
    );
    Ok(())
}

/// When the canceller had found the echo, for half a second at least.
fn found_after(echo: &[i16], heard: &[i16], second: usize) -> String {
    let window = second / 2;
    let step = second / 10;
    let found = (0..ALONE_S * second - window).step_by(step).find(|&at| {
        let (echo, heard) = (&echo[at..at + window], &heard[at..at + window]);
        let loud = level_dbov(echo);
        loud > -60.0 && loud - level_dbov(heard) >= FOUND_DB
    });
    found.map_or("never".to_owned(), |at| {
        format!("{:.1} s", at as f64 / second as f64)
    })
}
