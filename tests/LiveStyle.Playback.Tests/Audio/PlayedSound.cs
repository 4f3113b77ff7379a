using System.Diagnostics;
using System.Runtime.InteropServices;
using LiveStyle.TestKit.Programs;

namespace LiveStyle.Playback.Tests.Audio;

/// <summary>What a process of its own played, by OpenAL Soft's writer of wave files in place of a sound card.</summary>
/// <param name="Lines">What it printed.</param>
/// <param name="Samples">Left and right, from the first to the last that is not silent; empty where all is.</param>
sealed record PlayedSound(string[] Lines, (short Left, short Right)[] Samples)
{
    /// <summary>Without the silence inside: pauses, and moments in which a busy machine did not keep up.</summary>
    public (short Left, short Right)[] Sounding => [.. Samples.Where(sample => sample != default)];

    public static Task<PlayedSound> RunAsync(string clip, string drivers, params string[] commands) =>
        RunWithFileAsync("played.wav", clip, drivers, commands);

    /// <param name="file">What the sound is written to.</param>
    public static async Task<PlayedSound> RunWithFileAsync(string file, string clip, string drivers, params string[] commands)
    {
        string folder = Directory.CreateTempSubdirectory("livestyle-sound-").FullName;
        try
        {
            string settings = Path.Combine(folder, "alsoft.conf");
            string wave = Path.Combine(folder, file);
            await File.WriteAllTextAsync(settings,
                $"frequency=48000\nchannels=stereo\nsample-type=int16\ndither=false\noutput-limiter=false\n[wave]\nfile={wave}\n");
            ProcessStartInfo start = ProgramRun.PrepareOther("LiveStyle.AudioHost.dll", folder, [clip, .. commands]);
            start.Environment["ALSOFT_DRIVERS"] = drivers;
            start.Environment["ALSOFT_CONF"] = settings;
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            ProgramRun run = await ProgramRun.ToEndAsync(process, process.StandardOutput.ReadToEndAsync());
            if (run.ExitCode != 0 || run.Error.Length > 0)
            {
                throw new InvalidOperationException($"the sound host failed with {run.ExitCode}: {run.Error}");
            }

            return new PlayedSound(
                run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                wave.StartsWith(folder, StringComparison.Ordinal) && File.Exists(wave) ? Read(await File.ReadAllBytesAsync(wave)) : []);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static (short Left, short Right)[] Read(byte[] wave)
    {
        int chunk = wave.AsSpan().IndexOf("data"u8) + 8;
        Span<byte> bytes = wave.AsSpan(chunk, (wave.Length - chunk) / 4 * 4);
        Span<(short, short)> all = MemoryMarshal.Cast<byte, (short, short)>(bytes);
        int first = all.IndexOfAnyExcept(((short)0, (short)0));
        return first < 0 ? [] : all[first..(all.LastIndexOfAnyExcept(((short)0, (short)0)) + 1)].ToArray();
    }
}
