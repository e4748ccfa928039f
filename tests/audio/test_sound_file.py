"""Any sound file in, mono 16 kHz out; nothing else is opened on the way."""

from __future__ import annotations

import socket
import stat
import wave

import av
import numpy as np
import pytest

from audio.errors import AudioError
from audio.sound_file import Resampler, length, pieces, read, resample, write_wav

NOISE = np.random.default_rng(0).integers(-9000, 9000, 48000).astype(np.int16)


def tone(seconds, rate, hertz=440.0):
    return (8000 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.int16)


def encoded(path, codec, samples, rate, layout="mono"):
    channels = 2 if layout == "stereo" else 1
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        frame = av.AudioFrame.from_ndarray(np.repeat(samples, channels).reshape(1, -1), "s16", layout)
        frame.sample_rate = rate
        for out in av.AudioResampler(stream.format, layout, rate, frame_size=stream.frame_size).resample(
            frame
        ):
            container.mux(stream.encode(out))
        container.mux(stream.encode(None))
    return path


def test_a_wav_of_the_right_kind_comes_sample_for_sample(tmp_path):
    write_wav(tmp_path / "a.wav", NOISE, 16000)
    assert np.array_equal(read(tmp_path / "a.wav"), NOISE)


def test_a_wav_is_written_for_its_owner_only_and_read_by_others(tmp_path):
    path = tmp_path / "a.wav"
    write_wav(path, NOISE, 22050)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with wave.open(str(path)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getnframes()) == (22050, 1, len(NOISE))


@pytest.mark.parametrize(
    ("name", "codec", "layout"),
    [
        ("a.flac", "flac", "stereo"),
        ("a.mp3", "mp3", "mono"),
        ("a.ogg", "libopus", "stereo"),
        ("a.m4a", "aac", "mono"),
    ],
)
def test_other_formats_rates_and_channels_become_mono_16k(tmp_path, name, codec, layout):
    heard = read(encoded(tmp_path / name, codec, tone(2.0, 48000), 48000, layout))
    assert abs(len(heard) - 32000) < 2000
    middle = heard[8000:24000].astype(float)
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    assert abs(np.argmax(spectrum) - 440) <= 1
    assert 6500 < np.abs(middle).max() < 9500


def test_a_truncated_recording_gives_what_it_holds(tmp_path):
    write_wav(tmp_path / "a.wav", NOISE, 16000)
    (tmp_path / "cut.wav").write_bytes((tmp_path / "a.wav").read_bytes()[:50044])
    assert np.array_equal(read(tmp_path / "cut.wav"), NOISE[:25000])


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.wav", b"", "is empty"),
        ("header.wav", None, "holds no sound"),
        ("noise.wav", np.random.default_rng(1).bytes(20000), "damaged"),
        ("notes.txt", b"this is not sound\n" * 99, "holds no sound"),
    ],
)
def test_what_is_no_sound_is_said_in_one_sentence(tmp_path, capfd, name, content, says):
    if content is None:
        write_wav(tmp_path / "a.wav", NOISE, 16000)
        content = (tmp_path / "a.wav").read_bytes()[:44]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(AudioError, match=says) as caught:
        read(tmp_path / name)
    assert str(caught.value).endswith(".")
    assert name in str(caught.value)
    assert capfd.readouterr().err == ""


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(AudioError, match=r"no sound file at .*gone\.wav"):
        read(tmp_path / "gone.wav")


def test_a_playlist_reaches_neither_a_host_nor_another_file(tmp_path):
    write_wav(tmp_path / "secret.wav", NOISE, 16000)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/a.ts"
        playlist = f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{url}\n#EXT-X-ENDLIST\n"
        (tmp_path / "a.m3u8").write_text(playlist)
        (tmp_path / "a.ffconcat").write_text("ffconcat version 1.0\nfile secret.wav\n")
        for name in ("a.m3u8", "a.ffconcat"):
            with pytest.raises(AudioError):
                read(tmp_path / name)
        with pytest.raises(TimeoutError):
            server.accept()


def test_resampling_keeps_length_and_time():
    heard = resample(tone(2.0, 48000), 48000, 16000)
    assert len(heard) == 32000
    assert np.abs(heard.astype(int) - tone(2.0, 16000).astype(int))[200:-200].max() <= 2


def test_resampling_in_blocks_equals_resampling_at_once():
    resampler = Resampler(44100, 16000)
    blocks = [resampler.push(block) for block in np.array_split(NOISE, 31)]
    assert np.array_equal(np.concatenate([*blocks, resampler.flush()]), resample(NOISE, 44100, 16000))


def test_a_long_file_comes_in_small_pieces(tmp_path):
    write_wav(tmp_path / "a.wav", np.tile(NOISE, 40), 16000)
    parts = list(pieces(tmp_path / "a.wav"))
    assert max(map(len, parts)) <= 16000
    assert np.array_equal(np.concatenate(parts), np.tile(NOISE, 40))


def test_reading_can_begin_in_the_middle(tmp_path):
    write_wav(tmp_path / "a.wav", NOISE, 16000)
    late = np.concatenate(list(pieces(tmp_path / "a.wav", start=1.25)))
    assert np.array_equal(late, NOISE[20000:])


@pytest.mark.parametrize(("name", "codec"), [("a.flac", "flac"), ("a.mp3", "mp3"), ("a.m4a", "aac")])
def test_the_middle_of_a_compressed_file_is_found_in_time(tmp_path, name, codec):
    sound = np.concatenate([np.zeros(48000 * 4, np.int16), tone(1.0, 48000)])
    path = encoded(tmp_path / name, codec, sound, 48000)
    late = np.concatenate(list(pieces(path, start=3.0)))
    assert np.argmax(np.abs(late) > 4000) / 16000 == pytest.approx(1.0, abs=0.08)


def test_beginning_after_the_end_gives_nothing(tmp_path):
    write_wav(tmp_path / "a.wav", NOISE, 16000)
    assert sum(map(len, pieces(tmp_path / "a.wav", start=9.0))) == 0


def test_a_file_says_how_long_it_is(tmp_path):
    write_wav(tmp_path / "a.wav", NOISE, 16000)
    assert length(tmp_path / "a.wav") == pytest.approx(3.0)
    assert length(encoded(tmp_path / "a.mp3", "mp3", tone(2.0, 48000), 48000)) == pytest.approx(2.0, abs=0.1)
