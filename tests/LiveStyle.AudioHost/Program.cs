// sound-host CLIP COMMAND...: play:SECONDS, until:SECONDS, wait:SECONDS, volume:V, pause, resume, stop, remove, end, position, ended, allocations:SECONDS.
// What is asked for is printed, a line each; a missing sound is "none" and the note.
using System.Globalization;
using LiveStyle.Media.Probing;
using LiveStyle.Playback.Audio;

MediaInfo clip = await MediaProbe.ProbeAsync(args[0], CancellationToken.None);
using AudioPlayer? player = AudioPlayer.TryOpen(clip, out string? note);
if (player is null)
{
    Console.WriteLine($"none {note}");
    return 0;
}

foreach (string command in args[1..])
{
    string[] words = command.Split(':');
    double number = words.Length > 1 ? double.Parse(words[1], CultureInfo.InvariantCulture) : 0;
    TimeSpan time = TimeSpan.FromSeconds(number);
    switch (words[0])
    {
        case "play":
            player.Play(time);
            break;
        case "until":
            Await(() => player.Position >= time);
            break;
        case "wait":
            Thread.Sleep(time);
            break;
        case "remove":
            File.Delete(args[0]);
            break;
        case "volume":
            player.Volume = (float)number;
            break;
        case "pause":
            player.Pause();
            break;
        case "resume":
            player.Resume();
            break;
        case "stop":
            player.Stop();
            break;
        case "end":
            Await(() => player.Ended);
            break;
        case "position":
            Console.WriteLine(player.Position is { } position ? position.TotalSeconds.ToString("R", CultureInfo.InvariantCulture) : "null");
            break;
        case "ended":
            Console.WriteLine($"{player.Ended} {player.Note}");
            break;
        case "allocations":
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Thread.Sleep(time);
            Console.WriteLine(GC.GetTotalAllocatedBytes(precise: true) - before);
            break;
        default:
            throw new ArgumentException(command);
    }
}

return 0;

static void Await(Func<bool> condition)
{
    for (int i = 0; i < 20_000 && !condition(); i++)
    {
        Thread.Sleep(1);
    }

    if (!condition())
    {
        throw new TimeoutException("the sound did not come so far");
    }
}
