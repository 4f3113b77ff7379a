using LiveStyle.Styles;

namespace LiveStyle.Live.Control.Osc;

/// <summary>The addresses of a show, and the desk's commands that they stand for.</summary>
static class OscRoutes
{
    public const string Root = "/livestyle";

    public const string Subscribe = Root + "/subscribe";

    public const string Unsubscribe = Root + "/unsubscribe";

    /// <param name="names">The styles, each of which has a fader.</param>
    public static OscRoute[] For(StyleNames names) =>
    [
        Of("/style", values => new ShowBlend(new Blend(values.Text(0, "the style's name")), values.Melt(1))),
        Of("/blend", values => new ShowBlend(Blend.Parse(values.Text(0, "the blend")), values.Melt(1))),
        .. Enumerable.Range(0, names.Count).Select(i => Of($"/weight/{names[i]}", values => new SetWeight(names[i], values.Single(0, "the weight"), values.Melt(1)))),
        Of("/strength", values => new SetStrength(values.Single(0, "the strength"), values.Melt(1))),
        Of("/preset", values => new ChoosePreset(values.Text(0, "the preset's name"), values.Melt(1))),
        Of("/melt", values => new SetMelt(values.Seconds(0, "the time of a melt"))),
        Of("/steadiness", values => new SetSteadiness(values.Number(0, "the steadiness"))),
        Of("/stroke-size", values => new SetStrokeSize(values.Number(0, "the stroke size"))),
        Of("/privacy", values => new SetPrivacy(values.Number(0, "1 or 0") != 0)),
        Press<UndoLast>("/undo"),
        Press<RedoLast>("/redo"),
        Press<StartPlaylist>("/playlist/start"),
        Press<PausePlaylist>("/playlist/pause"),
        Press<StopPlaylist>("/playlist/stop"),
        Press<NextPreset>("/playlist/next"),
        Press<PreviousPreset>("/playlist/previous"),
        Press<Tap>("/tap"),
        Press<AlignBeat>("/beat"),
        Of("/bpm", values => new SetTempo(values.Number(0, "the beats per minute"))),
        Of("/pulse", values => new SetPulse(new Pulse(
            values.Text(0, "the target"),
            ShapeOf(values.Text(1, "the shape")),
            values.Single(2, "the depth"),
            values.Count > 3 ? values.Number(3, "the beats of a cycle") : 1))),
        Of("/pulse/stop", values => new StopPulse(values.Text(0, "the target"))),
        Of("/do", values => DeskCommand.Parse(values.Text(0, "a command in JSON"))),
    ];

    /// <summary>All addresses, for messages; the faders' as one.</summary>
    public static string AllAddresses { get; } = string.Join(", ",
        For(new StyleNames(["STYLE"])).Select(route => route.Address).Append(Subscribe).Append(Unsubscribe));

    public static bool IsSubscription(ReadOnlySpan<byte> address) =>
        address.SequenceEqual("/livestyle/subscribe"u8) || address.SequenceEqual("/livestyle/unsubscribe"u8);

    static OscRoute Of(string address, Func<OscArguments, DeskCommand?> read) => new(Root + address, read);

    /// <summary>A button: what it sends when it is let go does nothing.</summary>
    static OscRoute Press<T>(string address)
        where T : DeskCommand, new() => Of(address, values => values.IsPress ? new T() : null);

    static PulseShape ShapeOf(string name) => PulseCurve.AllNames.IndexOf(name) is >= 0 and var shape
        ? (PulseShape)shape
        : throw new LiveStyleException($"no pulse has the shape '{DeskLimits.Shown(name)}'; there are: {string.Join(", ", PulseCurve.AllNames)}");
}
