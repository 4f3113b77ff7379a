namespace LiveStyle.Media.Streaming;

/// <summary>What a program says of its way to the output. Thread-safe.</summary>
sealed class StreamSigns
{
    readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile bool isFlowing;

    /// <summary>Ends once the program takes pictures.</summary>
    public Task Connected => connected.Task;

    /// <summary>Whether pictures leave it.</summary>
    public bool IsFlowing => isFlowing;

    /// <summary>Reads a line of ffmpeg's error stream. Whether it is no complaint.</summary>
    public bool TakesFfmpeg(string line)
    {
        // Said when addresses have been opened and before the first picture is asked for.
        if (line.Contains("Stream mapping:", StringComparison.Ordinal))
        {
            connected.TrySetResult();
        }
        else if (line.Contains("Output #0, ", StringComparison.Ordinal))
        {
            isFlowing = true;
        }

        return line.Contains("[info]", StringComparison.Ordinal);
    }

    /// <summary>Reads a line of GStreamer's output.</summary>
    public void TakesGStreamer(string line)
    {
        if (line.Contains("PREROLL", StringComparison.Ordinal))
        {
            connected.TrySetResult();
        }
        else if (line.Contains("PLAYING", StringComparison.Ordinal))
        {
            connected.TrySetResult();
            isFlowing = true;
        }
    }
}
