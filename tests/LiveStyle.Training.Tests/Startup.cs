using System.Runtime.CompilerServices;

namespace LiveStyle.Training.Tests;

static class Startup
{
    [ModuleInitializer]
    internal static void KeepMapped() => NativeAllocator.KeepMapped();
}
