namespace LiveStyle.Quality.Reports;

/// <summary>The parts of a report's page.</summary>
static class ReportSections
{
    /// <summary>The numbers that count, large.</summary>
    public static HtmlMarkup Figures(FilmReport report)
    {
        FilmReportInput input = report.Input;
        return HtmlMarkup.Of($"""
            <section aria-labelledby="figures">
            <h2 id="figures" class="unseen">Figures</h2>
            <dl class="figures">
            {Figure("Frames", ReportWords.Count(input.FramesOut), input.FramesIn == input.FramesOut ? "in and out" : $"of {ReportWords.Count(input.FramesIn)} that went in")}{Figure("Dropped", ReportWords.Count(input.FramesDropped), $"{ReportWords.Count(input.FramesRepeated)} repeated")}{Figure("Speed", ReportWords.Number(Math.Round(input.FramesPerSecond, 2)), $"frames per second, {ReportWords.Clock(input.Seconds)} in all")}{Figure("Warping error", ReportWords.Number(report.WarpingError), $"unstyled: {ReportWords.Number(report.UnstyledWarpingError)}")}{Figure("Content loss", ReportWords.Number(report.ContentLoss), report.ContentLoss is null ? "not measured" : "0 keeps all")}{Figure("Style loss", ReportWords.Number(report.StyleLoss), report.StyleLoss is null ? "not measured" : "0 is the painting")}</dl>
            </section>

            """);
    }

    /// <summary>What was damaged, lost or not measured; one line where nothing was.</summary>
    public static HtmlMarkup Troubles(FilmReport report)
    {
        FilmReportInput input = report.Input;
        return HtmlMarkup.Of($"""
            <section aria-labelledby="state">
            <h2 id="state">State</h2>
            {List("Damage in the original", "bad", input.Damage, "No damage was found in the original.")}{List("Lost on the way", "bad", input.Lost, "Nothing of the original was lost.")}{List("Not measured", "note", report.NotMeasured, null)}</section>

            """);
    }

    /// <summary>Frames of both, side by side in time.</summary>
    public static HtmlMarkup Sheet(FilmReport report) => HtmlMarkup.When(report.Samples.Count > 0, () => HtmlMarkup.Of($"""
        <section aria-labelledby="sheet">
        <h2 id="sheet">Contact sheet</h2>
        <p>The original above, the film below.</p>
        <div class="sheet">
        {HtmlMarkup.Join(report.Samples.Select(sample => Cell(report, sample)))}</div>
        </section>

        """));

    public static HtmlMarkup Charts(FilmReport report)
    {
        IReadOnlyList<ReportLine> flicker =
        [
            Line("Film", report, sample => sample.Flicker is { IsCut: false } known ? known.Film : null),
            Line("Unstyled", report, sample => sample.Flicker is { IsCut: false } known ? known.Unstyled : null),
        ];
        ReportLine content = Line("Content loss", report, sample => sample.Losses?.Content), style = Line("Style loss", report, sample => sample.Losses?.Style);
        ReportChart[] charts = [.. ((ReportChart[])
        [
            new("Warping error", report.FilmSeconds, flicker),
            new("Content loss", report.FilmSeconds, [content]),
            new("Style loss", report.FilmSeconds, [style]),
        ]).Where(chart => chart.Lines.All(line => line.Points.Count > 0))];
        return HtmlMarkup.When(charts.Length > 0, () => HtmlMarkup.Of($"""
            <section aria-labelledby="time">
            <h2 id="time">Over time</h2>
            <div class="charts">
            {HtmlMarkup.Join(charts.Select((chart, i) => chart.Draw($"chart{i}")))}</div>
            </section>

            """));
    }

    /// <summary>All numbers of all moments, for eyes and for screen readers.</summary>
    public static HtmlMarkup Moments(FilmReport report) => HtmlMarkup.When(report.Samples.Count > 0, () => HtmlMarkup.Of($"""
        <section aria-labelledby="moments">
        <h2 id="moments">Moments</h2>
        <div class="wide" tabindex="0" role="region" aria-labelledby="moments">
        <table>
        <thead><tr><th scope="col">Time</th><th scope="col">Styles</th><th scope="col">Warping error</th><th scope="col">Unstyled</th><th scope="col">Content loss</th><th scope="col">Style loss</th></tr></thead>
        <tbody>
        {HtmlMarkup.Join(report.Samples.Select(Row))}</tbody>
        </table>
        </div>
        </section>

        """));

    public static HtmlMarkup Meaning(FilmReport report) =>
        Rows(ReportWords.Definitions(report).Zip(["Warping error", "Unstyled", "Content loss", "Style loss"], (known, name) => KeyValuePair.Create(name, known.Value)));

    public static HtmlMarkup Rows(IEnumerable<KeyValuePair<string, string>> values) =>
        HtmlMarkup.Join(values.Select(pair => HtmlMarkup.Of($"<div><dt>{pair.Key}</dt><dd>{pair.Value}</dd></div>\n")));

    static HtmlMarkup Figure(string name, string value, string note) =>
        HtmlMarkup.Of($"<div><dt>{name}</dt><dd>{value}<small>{note}</small></dd></div>\n");

    static HtmlMarkup List(string title, string kind, IReadOnlyList<string> sentences, string? otherwise) => sentences.Count == 0
        ? HtmlMarkup.When(otherwise is not null, () => HtmlMarkup.Of($"<p class=\"good\">{otherwise}</p>\n"))
        : HtmlMarkup.Of($"<div class=\"{kind}\"><h3>{title}</h3><ul>{HtmlMarkup.Join(sentences.Select(sentence => HtmlMarkup.Of($"<li>{sentence}</li>")))}</ul></div>\n");

    static HtmlMarkup Cell(FilmReport report, FilmSample sample)
    {
        string time = ReportWords.Clock(sample.Seconds);
        return HtmlMarkup.Of($"""
            <figure>
            {Picture(report, sample.OriginalPicture, $"The original at {time}")}{Picture(report, sample.FilmPicture, $"The film at {time}, in {sample.Blend}")}<figcaption><b>{time}</b> {sample.Blend}</figcaption>
            </figure>

            """);
    }

    static HtmlMarkup Picture(FilmReport report, byte[] jpeg, string text) =>
        HtmlMarkup.Of($"<img src=\"data:image/jpeg;base64,{new HtmlMarkup(Convert.ToBase64String(jpeg))}\" width=\"{report.FlowSize.Width}\" height=\"{report.FlowSize.Height}\" alt=\"{text}\">\n");

    static HtmlMarkup Row(FilmSample sample) => HtmlMarkup.Of(
        $"<tr><th scope=\"row\">{ReportWords.Clock(sample.Seconds)}</th><td class=\"text\">{sample.Blend}</td>{Flicker(sample.Flicker)}<td>{ReportWords.Number(sample.Losses?.Content)}</td><td>{ReportWords.Number(sample.Losses?.Style)}</td></tr>\n");

    static HtmlMarkup Flicker(SampledFlicker? flicker) => flicker is { IsCut: true }
        ? HtmlMarkup.Of($"<td colspan=\"2\">a cut lies before it</td>")
        : HtmlMarkup.Of($"<td>{ReportWords.Number(flicker?.Film)}</td><td>{ReportWords.Number(flicker?.Unstyled)}</td>");

    static ReportLine Line(string name, FilmReport report, Func<FilmSample, double?> value) =>
        new(name, [.. report.Samples.Select(sample => (sample.Seconds, Value: value(sample))).Where(point => point.Value is not null).Select(point => (point.Seconds, point.Value!.Value))]);
}
