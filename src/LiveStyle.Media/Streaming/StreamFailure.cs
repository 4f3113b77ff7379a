using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Streaming;

/// <summary>Why a live output is not one any more, in one line.</summary>
static class StreamFailure
{
    /// <param name="output">Where it went.</param>
    /// <param name="log">What the program has said.</param>
    /// <param name="code">Its exit code.</param>
    public static MediaException Of(StreamOutput output, FfmpegLog log, int code)
    {
        string? essence = log.Essence()?.Replace(output.Location + ": ", "", StringComparison.Ordinal).Replace(output.Name + ": ", "", StringComparison.Ordinal);
        string message = Array.Find(NodeArguments.Missing, part => log.Mentions(part.Mark)).Message ?? Plain(output, log.Find(NodeArguments.NoServer) ?? essence ?? log.Find("Broken pipe")) ?? (FfmpegProcess.IsSignal(code)
            ? $"its program was ended (signal {code - 128})"
            : essence ?? $"its program ended with code {code}");
        var failure = new FfmpegException(message, log, code) { Location = output.Name };
        return log.IsDiskFull ? new DiskFullException(output.Kind == StreamOutputKind.Address ? output.Name : output.Location, failure) : failure;
    }

    static string? Plain(StreamOutput output, string? essence) => essence switch
    {
        _ when output.Kind == StreamOutputKind.Node && essence?.Contains(NodeArguments.NoServer, StringComparison.Ordinal) == true => "PipeWire does not answer; it has to run in the same session",
        null => null,
        _ when essence.Contains("Connection refused", StringComparison.Ordinal) => "nobody listens there (Connection refused)",
        _ when essence.Contains("Server error: ", StringComparison.Ordinal) => "the server refuses the stream: " + essence[(essence.IndexOf("Server error: ", StringComparison.Ordinal) + 14)..],
        _ when essence.Contains("Broken pipe", StringComparison.Ordinal) || essence.Contains("Connection reset", StringComparison.Ordinal) => "the connection was broken off",
        _ when output.Kind == StreamOutputKind.Camera => $"{output.Location} takes no pictures ({essence}); it has to be a free device of v4l2loopback",
        _ => essence,
    };
}
