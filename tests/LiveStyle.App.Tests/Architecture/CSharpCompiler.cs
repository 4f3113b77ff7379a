using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using LiveStyle.TestKit.Programs;

namespace LiveStyle.App.Tests.Architecture;

/// <summary>The C# compiler of the SDK that built these tests, which sees the libraries as an outside program does.</summary>
static class CSharpCompiler
{
    const string TestProgram = "LiveStyle.App.Tests";

    /// <summary>Runs the example where the libraries lie beside the tests and not beside the program.</summary>
    const string Host = """
        static class Host
        {
            static void Main(string[] arguments)
            {
                var resolver = new System.Runtime.Loader.AssemblyDependencyResolver(arguments[0]);
                System.Runtime.Loader.AssemblyLoadContext.Default.Resolving += (context, name) =>
                    resolver.ResolveAssemblyToPath(name) is { } path ? context.LoadFromAssemblyPath(path) : null;
                System.Runtime.Loader.AssemblyLoadContext.Default.ResolvingUnmanagedDll += (assembly, name) =>
                    resolver.ResolveUnmanagedDllToPath(name) is { } path ? System.Runtime.InteropServices.NativeLibrary.Load(path) : 0;
                Run();
            }

            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
            static void Run() => Example.RunAsync().GetAwaiter().GetResult();
        }
        """;

    /// <summary>The errors of a program, one a line of the compiler's; none where it compiles.</summary>
    /// <param name="source">Types; the SDK's usual namespaces and those of every library are in use.</param>
    /// <param name="namespaces">Further ones.</param>
    public static async Task<IReadOnlyList<string>> ErrorsAsync(string source, params string[] namespaces)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("livestyle page ");
        try
        {
            return await CompileAsync(folder.FullName, "library", source, namespaces);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The lines that a program prints; it is a process of its own.</summary>
    /// <param name="source">A class Example with a RunAsync() that takes nothing.</param>
    /// <param name="working">The folder that it runs in.</param>
    /// <exception cref="InvalidOperationException">It doesn't compile, or it fails.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(string source, string working)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("livestyle page ");
        try
        {
            IReadOnlyList<string> errors = await CompileAsync(folder.FullName, "exe", $"{source}\n{Host}");
            if (errors.Count > 0)
            {
                throw new InvalidOperationException(string.Join('\n', errors));
            }

            File.Copy(Path.Combine(AppContext.BaseDirectory, TestProgram + ".runtimeconfig.json"), Path.Combine(folder.FullName, "example.runtimeconfig.json"));
            using Process program = Process.Start(ProgramRun.PrepareOther(Path.Combine(folder.FullName, "example.dll"), working, [Path.Combine(AppContext.BaseDirectory, TestProgram + ".dll")]))!;
            program.StandardInput.Close();
            ProgramRun run = await ProgramRun.ToEndAsync(program, program.StandardOutput.ReadToEndAsync());
            return run.ExitCode == 0 ? run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : throw new InvalidOperationException(run.Error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Writes example.dll, unless there are errors.</summary>
    static async Task<IReadOnlyList<string>> CompileAsync(string folder, string target, string source, params string[] namespaces)
    {
        string file = Path.Combine(folder, "Example.cs"), usings = Path.Combine(folder, "Usings.cs"), response = Path.Combine(folder, "example.rsp");
        IEnumerable<string> all = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks", .. LibraryNamespaces(), .. namespaces];
        await File.WriteAllTextAsync(file, source);
        await File.WriteAllLinesAsync(usings, all.Select(name => $"global using {name};"));
        await File.WriteAllLinesAsync(response,
        [
            "-nologo", "-noconfig", "-nullable", $"-target:{target}", "-preferreduilang:en", $"-out:\"{Path.Combine(folder, "example.dll")}\"",
            .. References().Select(path => $"-reference:\"{path}\""),
            $"\"{file}\"", $"\"{usings}\"",
        ]);

        var start = new ProcessStartInfo(ProgramRun.DotNet(), ["exec", CompilerPath(), "@" + response]) { RedirectStandardOutput = true };
        using Process compiler = Process.Start(start)!;
        string output = await compiler.StandardOutput.ReadToEndAsync();
        await compiler.WaitForExitAsync();
        string[] errors = [.. output.Split('\n').Where(line => line.Contains("error CS", StringComparison.Ordinal))];
        return compiler.ExitCode == 0 || errors.Length > 0 ? errors : throw new InvalidOperationException($"The compiler ended with {compiler.ExitCode}: {output}");
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
        .. Directory.GetFiles(AppContext.BaseDirectory, "Microsoft.Extensions.*.dll"),
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
