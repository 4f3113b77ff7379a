using LiveStyle.Frames;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Tests.Sinks;

namespace LiveStyle.Live.Tests;

/// <summary>A whole show of real parts, run until a test has seen enough; what reaches its sinks is noted.</summary>
sealed class ShowScene : IAsyncDisposable
{
    readonly CancellationTokenSource quit;
    readonly Task run;

    ShowScene(LiveShow show, CancellationToken cancellation)
    {
        Show = show;
        show.Noted += line =>
        {
            lock (Notes)
            {
                Notes.Add(line);
            }
        };
        quit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        run = show.RunAsync(quit.Token);
    }

    public LiveShow Show { get; }

    public List<string> Notes { get; } = [];

    /// <summary>Opens and runs it; a sender of the test's own may need a moment until it listens.</summary>
    public static async Task<ShowScene> BeginAsync(LiveShowOptions options, CancellationToken cancellation)
    {
        for (int tries = 100; ; tries--)
        {
            try
            {
                return new ShowScene(await LiveShow.OpenAsync(options, cancellation), cancellation);
            }
            catch (MediaException) when (tries > 0 && options.Source.StartsWith("tcp:", StringComparison.Ordinal))
            {
                await Task.Delay(100, cancellation);
            }
        }
    }

    /// <summary>A sink that notes each frame: its tick, whether it is of one color all over, and the loudest sample.</summary>
    public static FakeTarget Noting(string name, List<(long Tick, bool IsFlat, int Loudest)> seen) => new(name)
    {
        Writing = (frame, _) =>
        {
            lock (seen)
            {
                seen.Add((frame.Tick, IsFlat(frame.Picture), Loudest(frame)));
            }

            return ValueTask.CompletedTask;
        },
    };

    /// <summary>Waits, in real time, until something holds.</summary>
    public async Task UntilAsync(Func<bool> holds)
    {
        long begin = Environment.TickCount64;
        while (!holds())
        {
            if (run.IsCompleted)
            {
                await run;
                throw new InvalidOperationException("the show has ended");
            }

            if (Environment.TickCount64 - begin > 90_000)
            {
                throw new TimeoutException($"not within 90 s: {string.Join("; ", Notes)}; {Show.Figures.Snapshot()}");
            }

            await Task.Delay(10, quit.Token);
        }
    }

    /// <summary>Waits for so many ticks more.</summary>
    public Task TicksAsync(int count)
    {
        long enough = Show.Figures.CountOf(LiveEvent.Tick) + count;
        return UntilAsync(() => Show.Figures.CountOf(LiveEvent.Tick) >= enough);
    }

    /// <summary>Waits for the show's own end.</summary>
    public Task EndedAsync() => run.WaitAsync(TimeSpan.FromSeconds(90));

    /// <summary>Ends it as a user does.</summary>
    public async Task EndAsync()
    {
        await quit.CancelAsync();
        await run;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await Show.DisposeAsync();
        quit.Dispose();
    }

    static bool IsFlat(HostFrame picture)
    {
        byte first = picture.Plane(0).Row(0)[0];
        for (int y = 0; y < picture.Size.Height; y++)
        {
            if (picture.Plane(0).Row(y).ContainsAnyExcept(first))
            {
                return false;
            }
        }

        return true;
    }

    static int Loudest(LiveFrame frame)
    {
        int loudest = 0;
        foreach (short sample in frame.Sound)
        {
            loudest = Math.Max(loudest, Math.Abs((int)sample));
        }

        return loudest;
    }
}
