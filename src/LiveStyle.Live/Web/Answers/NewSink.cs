using System.ComponentModel;

namespace LiveStyle.Live.Web.Answers;

/// <summary>A sink that is asked for.</summary>
sealed record NewSink(
    [property: Description("Where the show shall go too: rtmp://…, srt://…, rtsp://…, a file's name, or browser.")] string To);
