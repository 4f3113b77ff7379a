using LiveStyle.Live.Frames;
using LiveStyle.Live.Windows;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Presentation.Windowing;

namespace LiveStyle.Live.Tests.Windows;

/// <summary>A show that a window can ask, and that keeps what the window tells it.</summary>
sealed class NotedShow(ShowFormat format) : IWindowShow
{
    public const string Name = "shown";

    public ShowFormat Format => format;

    public TimeProvider Time => TimeProvider.System;

    public string Title => Name;

    public List<WindowEvent> Keys { get; } = [];

    public void Write(OverlayText text) => text.SetLine(0, "30.0 fps in and out of this show");

    public void Press(in WindowEvent key) => Keys.Add(key);
}
