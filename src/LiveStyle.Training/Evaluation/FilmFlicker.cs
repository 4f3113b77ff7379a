using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Motion;

namespace LiveStyle.Training.Evaluation;

/// <summary>Gathers the warping errors of a film's pairs of frames, and what steadying costs.</summary>
sealed class FilmFlicker
{
    double unstyled, styled, steadied, styledGradient, steadiedGradient, styledLoss, steadiedLoss;

    /// <summary>Pairs of one scene that were measured.</summary>
    public int Pairs { get; private set; }

    /// <summary>Pairs that a scene's end lies between.</summary>
    public int Cuts { get; private set; }

    public double Unstyled => unstyled / Pairs;

    public double Styled => styled / Pairs;

    public double Steadied => steadied / Pairs;

    /// <summary>The share of the gradient that is left.</summary>
    public double Sharpness => steadiedGradient / styledGradient;

    /// <summary>Steadied over unsteadied; not a number where it was not measured.</summary>
    public double StyleLoss => steadiedLoss / styledLoss;

    /// <param name="former">The frame before; like the other it stays the caller's.</param>
    /// <param name="moment">The frame.</param>
    /// <param name="loss">Style loss of a stylized picture of a frame; null: not measured.</param>
    public void Add(FilmMoment former, FilmMoment moment, Func<HostFrame, HostFrame, double>? loss)
    {
        FrameMotion motion = FrameMotion.Trace(moment.Unstyled, former.Unstyled);
        if (motion.IsCut)
        {
            Cuts++;
            return;
        }

        Pairs++;
        unstyled += WarpingError.Measure(former.Unstyled, moment.Unstyled, motion.Places.Span);
        styled += WarpingError.Measure(former.Styled, moment.Styled, motion.Places.Span);
        steadied += WarpingError.Measure(former.Steadied, moment.Steadied, motion.Places.Span);
        styledGradient += moment.StyledGradient;
        steadiedGradient += moment.SteadiedGradient;
        styledLoss += loss?.Invoke(moment.Unstyled, moment.Styled) ?? 0;
        steadiedLoss += loss?.Invoke(moment.Unstyled, moment.Steadied) ?? 0;
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["pairs"] = Pairs, ["cuts"] = Cuts };
        if (Pairs > 0)
        {
            (json["unstyled"], json["styled"], json["steadied"], json["sharpness"]) = (Unstyled, Styled, Steadied, Sharpness);
            if (styledLoss > 0)
            {
                json["styleLoss"] = StyleLoss;
            }
        }

        return json;
    }
}
