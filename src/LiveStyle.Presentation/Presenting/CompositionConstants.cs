using System.Runtime.InteropServices;

namespace LiveStyle.Presentation.Presenting;

/// <summary>Push constants of shaders/present/compose.comp; laid out as there.</summary>
[StructLayout(LayoutKind.Sequential)]
struct CompositionConstants
{
    public int CanvasWidth, CanvasHeight;
    public int PictureX, PictureY;
    public int PictureWidth, PictureHeight;
    public int SplitLeft, SplitRight;
    public int PanelX, PanelY;
    public int PanelWidth, PanelHeight;
    public int PanelPadding;
    public int TextColumns;
    public int CellWidth, CellHeight;
}
