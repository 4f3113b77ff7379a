namespace LiveStyle.Live.Control;

/// <summary>How a pulse swings over its cycle x = 0…1, which begins on a beat.</summary>
public enum PulseShape
{
    /// <summary>½ + ½ cos 2πx: full on the beat, nothing half-way, rounded.</summary>
    Sine,

    /// <summary>|1 − 2x|: full on the beat, nothing half-way, straight.</summary>
    Triangle,

    /// <summary>1 − x: strikes on the beat and dies away.</summary>
    Fall,

    /// <summary>x: swells towards the next beat.</summary>
    Rise,

    /// <summary>Full for the first half, nothing for the second.</summary>
    Square,
}
