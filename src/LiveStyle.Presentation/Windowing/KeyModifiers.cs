namespace LiveStyle.Presentation.Windowing;

/// <summary>Keys held while another key or a button goes down.</summary>
[Flags]
public enum KeyModifiers
{
    /// <summary>None is held.</summary>
    None = 0,

    /// <summary>A Shift key is held.</summary>
    Shift = 1,

    /// <summary>A Control key is held.</summary>
    Control = 2,

    /// <summary>An Alt or Option key is held.</summary>
    Alt = 4,

    /// <summary>A Windows or Command key is held.</summary>
    Super = 8,
}
