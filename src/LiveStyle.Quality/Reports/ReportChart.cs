namespace LiveStyle.Quality.Reports;

/// <summary>A line over the film's time, drawn as SVG within the page.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Seconds">Length of the film.</param>
/// <param name="Lines">The first is drawn strong.</param>
sealed record ReportChart(string Title, double Seconds, IReadOnlyList<ReportLine> Lines)
{
    const double Width = 340, Height = 190, Left = 54, Right = 12, Top = 12, Bottom = 28;
    const int Ticks = 3;

    public HtmlMarkup Draw(string id)
    {
        double largest = Lines.SelectMany(line => line.Points).Max(point => point.Value);
        double step = Step(largest / Ticks), most = Math.Max(step * Math.Ceiling(largest / step), step);
        double X(double seconds) => Left + (Width - Left - Right) * (Seconds > 0 ? Math.Clamp(seconds / Seconds, 0, 1) : 0);
        double Y(double value) => Height - Bottom - (Height - Top - Bottom) * value / most;

        HtmlMarkup grid = HtmlMarkup.Join(Enumerable.Range(0, (int)Math.Round(most / step) + 1).Select(i => HtmlMarkup.Of(
            $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(i * step)}\" y2=\"{Y(i * step)}\"/><text x=\"{Left - 8}\" y=\"{Y(i * step) + 4}\" text-anchor=\"end\">{ReportWords.Number(Math.Round(i * step, 12))}</text>")));
        HtmlMarkup times = HtmlMarkup.Join(((double[])[0, 0.5, 1]).Select(share => HtmlMarkup.Of(
            $"<text x=\"{X(share * Seconds)}\" y=\"{Height - 8}\" text-anchor=\"{(share == 0 ? "start" : share == 1 ? "end" : "middle")}\">{ReportWords.Clock(share * Seconds)}</text>")));
        HtmlMarkup lines = HtmlMarkup.Join(Lines.Select((line, i) => (line, i)).Reverse().Select(pair => HtmlMarkup.Of(
            $"<polyline class=\"line{pair.i}\" points=\"{string.Join(' ', pair.line.Points.Select(point => FormattableString.Invariant($"{X(point.Seconds):0.##},{Y(point.Value):0.##}")))}\"/>{Dots(pair.line, pair.i, X, Y)}")));
        return HtmlMarkup.Of($"""
            <figure class="chart">
            <figcaption>{Title}{Legend()}</figcaption>
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="{id}-title {id}-text">
            <title id="{id}-title">{Title}</title>
            <desc id="{id}-text">{Describe()}</desc>
            {grid}{times}{lines}
            </svg>
            </figure>

            """);
    }

    static HtmlMarkup Dots(ReportLine line, int index, Func<double, double> x, Func<double, double> y) => HtmlMarkup.Join(line.Points.Select(point => HtmlMarkup.Of(
        $"<circle class=\"dot{index}\" cx=\"{x(point.Seconds)}\" cy=\"{y(point.Value)}\" r=\"{(index == 0 ? 4 : 3)}\"><title>{line.Name} at {ReportWords.Clock(point.Seconds)}: {ReportWords.Number(point.Value)}</title></circle>")));

    HtmlMarkup Legend() => HtmlMarkup.When(Lines.Count > 1, () => HtmlMarkup.Join(Lines.Select((line, i) => HtmlMarkup.Of(
        $" <span class=\"key\"><svg viewBox=\"0 0 22 10\" aria-hidden=\"true\"><line class=\"line{i}\" x1=\"1\" x2=\"21\" y1=\"5\" y2=\"5\"/><circle class=\"dot{i}\" cx=\"11\" cy=\"5\" r=\"3.5\"/></svg>{line.Name}</span>"))));

    string Describe() => string.Join(" ", Lines.Select(line =>
        $"{line.Name}: {line.Points.Count} moments, from {ReportWords.Number(line.Points.Min(point => point.Value))} to {ReportWords.Number(line.Points.Max(point => point.Value))}, on average {ReportWords.Number(line.Points.Average(point => point.Value))}."))
        + " The table of moments has all the numbers.";

    /// <summary>The next of 1, 2, 2.5, 5 times a power of ten.</summary>
    static double Step(double least)
    {
        if (least <= 0)
        {
            return 1;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * ((double[])[1, 2, 2.5, 5, 10]).First(factor => factor * power >= least * (1 - 1e-9));
    }
}

/// <summary>One line of a chart.</summary>
/// <param name="Points">The points, at least one, in the order of time.</param>
/// <param name="Name">The name in the legend.</param>
sealed record ReportLine(string Name, IReadOnlyList<(double Seconds, double Value)> Points);
