namespace LiveStyle.Benchmarks.Peers;

/// <summary>A runtime that runs the same network on the same frame as our own engine does.</summary>
interface IPeer : IDisposable
{
    string Name { get; }

    /// <summary>Stylizes the frame that it was made with.</summary>
    void Run();

    /// <summary>What it made of it, red, green, blue, one after the other pixel by pixel, 0 to 255, not rounded.</summary>
    float[] Picture();
}
