using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace LiveStyle.App.Tests.Architecture;

/// <summary>The C# compiler of the SDK that built these tests, which sees the libraries as an outside program does.</summary>
static class CSharpCompiler
{
    /// <summary>The errors of a program, one a line of the compiler's; none where it compiles.</summary>
    /// <param name="source">Top-level statements or types; the SDK's usual namespaces and those of every library are in use.</param>
    /// <param name="namespaces">Further ones.</param>
    public static async Task<IReadOnlyList<string>> ErrorsAsync(string source, params string[] namespaces)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("livestyle page ");
        try
        {
            string file = Path.Combine(folder.FullName, "Example.cs"), usings = Path.Combine(folder.FullName, "Usings.cs"), response = Path.Combine(folder.FullName, "example.rsp");
            IEnumerable<string> all = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks", .. LibraryNamespaces(), .. namespaces];
            await File.WriteAllTextAsync(file, source);
            await File.WriteAllLinesAsync(usings, all.Select(name => $"global using {name};"));
            await File.WriteAllLinesAsync(response,
            [
                "-nologo", "-noconfig", "-nullable", "-target:library", "-preferreduilang:en", $"-out:\"{Path.Combine(folder.FullName, "example.dll")}\"",
                .. References().Select(path => $"-reference:\"{path}\""),
                $"\"{file}\"", $"\"{usings}\"",
            ]);

            var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", ["exec", CompilerPath(), "@" + response])
            {
                RedirectStandardOutput = true,
            };
            using Process compiler = Process.Start(start)!;
            string output = await compiler.StandardOutput.ReadToEndAsync();
            await compiler.WaitForExitAsync();
            string[] errors = [.. output.Split('\n').Where(line => line.Contains("error CS", StringComparison.Ordinal))];
            return compiler.ExitCode == 0 || errors.Length > 0 ? errors : throw new InvalidOperationException($"The compiler ended with {compiler.ExitCode}: {output}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Beside the runtime that runs the tests: ROOT/shared/Microsoft.NETCore.App/VERSION and ROOT/sdk/VERSION.</summary>
    static string CompilerPath()
    {
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return Directory.GetDirectories(Path.Combine(root, "sdk"))
            .Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll"))
            .Where(File.Exists)
            .MaxBy(path => File.GetLastWriteTimeUtc(path)) ?? throw new FileNotFoundException($"No compiler below {root}/sdk: run the tests with the .NET that built them.");
    }

    static IEnumerable<string> References() =>
    [
        .. Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll").Where(IsManaged),
        .. Libraries(),
        .. Directory.GetFiles(AppContext.BaseDirectory, "Silk.NET.*.dll"),
    ];

    static string[] Libraries() => [.. Directory.GetFiles(AppContext.BaseDirectory, "LiveStyle.*.dll").Where(path => !Path.GetFileName(path).Contains("Test", StringComparison.Ordinal))];

    static IEnumerable<string> LibraryNamespaces() => Libraries()
        .SelectMany(path => Assembly.LoadFrom(path).GetExportedTypes())
        .Select(type => type.Namespace)
        .OfType<string>()
        .Distinct();

    static bool IsManaged(string path)
    {
        try
        {
            AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
