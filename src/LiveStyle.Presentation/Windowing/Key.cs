namespace LiveStyle.Presentation.Windowing;

/// <summary>A key by its place on a US keyboard, whatever is printed on it. The values are GLFW's.</summary>
public enum Key
{
    /// <summary>A key that GLFW has no number for.</summary>
    Unknown = -1,

    /// <summary>No key.</summary>
    None = 0,

    /// <summary>The space bar.</summary>
    Space = 32,

    /// <summary>The key ' beside Enter.</summary>
    Apostrophe = 39,

    /// <summary>The key , beside M.</summary>
    Comma = 44,

    /// <summary>The key - beside 0.</summary>
    Minus = 45,

    /// <summary>The key . beside the comma.</summary>
    Period = 46,

    /// <summary>The key / beside the right Shift.</summary>
    Slash = 47,

    /// <summary>The key 0 of the upper row.</summary>
    Digit0 = 48,

    /// <summary>The key 1 of the upper row.</summary>
    Digit1,

    /// <summary>The key 2 of the upper row.</summary>
    Digit2,

    /// <summary>The key 3 of the upper row.</summary>
    Digit3,

    /// <summary>The key 4 of the upper row.</summary>
    Digit4,

    /// <summary>The key 5 of the upper row.</summary>
    Digit5,

    /// <summary>The key 6 of the upper row.</summary>
    Digit6,

    /// <summary>The key 7 of the upper row.</summary>
    Digit7,

    /// <summary>The key 8 of the upper row.</summary>
    Digit8,

    /// <summary>The key 9 of the upper row.</summary>
    Digit9,

    /// <summary>The key ; beside L.</summary>
    Semicolon = 59,

    /// <summary>The key = beside Backspace.</summary>
    Equal = 61,

    /// <summary>The key A.</summary>
    A = 65,

    /// <summary>The key B.</summary>
    B,

    /// <summary>The key C.</summary>
    C,

    /// <summary>The key D.</summary>
    D,

    /// <summary>The key E.</summary>
    E,

    /// <summary>The key F.</summary>
    F,

    /// <summary>The key G.</summary>
    G,

    /// <summary>The key H.</summary>
    H,

    /// <summary>The key I.</summary>
    I,

    /// <summary>The key J.</summary>
    J,

    /// <summary>The key K.</summary>
    K,

    /// <summary>The key L.</summary>
    L,

    /// <summary>The key M.</summary>
    M,

    /// <summary>The key N.</summary>
    N,

    /// <summary>The key O.</summary>
    O,

    /// <summary>The key P.</summary>
    P,

    /// <summary>The key Q.</summary>
    Q,

    /// <summary>The key R.</summary>
    R,

    /// <summary>The key S.</summary>
    S,

    /// <summary>The key T.</summary>
    T,

    /// <summary>The key U.</summary>
    U,

    /// <summary>The key V.</summary>
    V,

    /// <summary>The key W.</summary>
    W,

    /// <summary>The key X.</summary>
    X,

    /// <summary>The key Y.</summary>
    Y,

    /// <summary>The key Z.</summary>
    Z,

    /// <summary>The key [ beside P.</summary>
    LeftBracket = 91,

    /// <summary>The key \ above Enter.</summary>
    Backslash = 92,

    /// <summary>The key ] beside [.</summary>
    RightBracket = 93,

    /// <summary>The key ` above Tab.</summary>
    Backquote = 96,

    /// <summary>The key Escape.</summary>
    Escape = 256,

    /// <summary>The key Enter.</summary>
    Enter,

    /// <summary>The key Tab.</summary>
    Tab,

    /// <summary>The key Backspace.</summary>
    Backspace,

    /// <summary>The key Insert.</summary>
    Insert,

    /// <summary>The key Delete.</summary>
    Delete,

    /// <summary>The arrow to the right.</summary>
    Right,

    /// <summary>The arrow to the left.</summary>
    Left,

    /// <summary>The arrow downward.</summary>
    Down,

    /// <summary>The arrow upward.</summary>
    Up,

    /// <summary>The key Page Up.</summary>
    PageUp,

    /// <summary>The key Page Down.</summary>
    PageDown,

    /// <summary>The key Home.</summary>
    Home,

    /// <summary>The key End.</summary>
    End,

    /// <summary>The key Caps Lock.</summary>
    CapsLock = 280,

    /// <summary>The key Scroll Lock.</summary>
    ScrollLock,

    /// <summary>The key Num Lock.</summary>
    NumLock,

    /// <summary>The key Print Screen.</summary>
    PrintScreen,

    /// <summary>The key Pause.</summary>
    Pause,

    /// <summary>The key F1.</summary>
    F1 = 290,

    /// <summary>The key F2.</summary>
    F2,

    /// <summary>The key F3.</summary>
    F3,

    /// <summary>The key F4.</summary>
    F4,

    /// <summary>The key F5.</summary>
    F5,

    /// <summary>The key F6.</summary>
    F6,

    /// <summary>The key F7.</summary>
    F7,

    /// <summary>The key F8.</summary>
    F8,

    /// <summary>The key F9.</summary>
    F9,

    /// <summary>The key F10.</summary>
    F10,

    /// <summary>The key F11.</summary>
    F11,

    /// <summary>The key F12.</summary>
    F12,

    /// <summary>The key 0 of the keypad.</summary>
    Keypad0 = 320,

    /// <summary>The key 1 of the keypad.</summary>
    Keypad1,

    /// <summary>The key 2 of the keypad.</summary>
    Keypad2,

    /// <summary>The key 3 of the keypad.</summary>
    Keypad3,

    /// <summary>The key 4 of the keypad.</summary>
    Keypad4,

    /// <summary>The key 5 of the keypad.</summary>
    Keypad5,

    /// <summary>The key 6 of the keypad.</summary>
    Keypad6,

    /// <summary>The key 7 of the keypad.</summary>
    Keypad7,

    /// <summary>The key 8 of the keypad.</summary>
    Keypad8,

    /// <summary>The key 9 of the keypad.</summary>
    Keypad9,

    /// <summary>The decimal point of the keypad.</summary>
    KeypadDecimal,

    /// <summary>The key / of the keypad.</summary>
    KeypadDivide,

    /// <summary>The key * of the keypad.</summary>
    KeypadMultiply,

    /// <summary>The key - of the keypad.</summary>
    KeypadSubtract,

    /// <summary>The key + of the keypad.</summary>
    KeypadAdd,

    /// <summary>The key Enter of the keypad.</summary>
    KeypadEnter,

    /// <summary>The key = of the keypad.</summary>
    KeypadEqual,

    /// <summary>The left Shift.</summary>
    LeftShift = 340,

    /// <summary>The left Control.</summary>
    LeftControl,

    /// <summary>The left Alt or Option.</summary>
    LeftAlt,

    /// <summary>The left Windows or Command key.</summary>
    LeftSuper,

    /// <summary>The right Shift.</summary>
    RightShift,

    /// <summary>The right Control.</summary>
    RightControl,

    /// <summary>The right Alt or Option.</summary>
    RightAlt,

    /// <summary>The right Windows or Command key.</summary>
    RightSuper,

    /// <summary>The key that opens a menu.</summary>
    Menu,
}
