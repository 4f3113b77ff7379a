using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveStyle.TestKit.Programs;
using LiveStyle.Transcoding.Farm;
using Xunit;

namespace LiveStyle.App.Tests.Farm;

/// <summary>Templates against the format's specification (2023-09), and run as a farm would.</summary>
[Collection(FarmCollection.Name)]
public sealed class OpenJdTests(FarmScene scene)
{
    /// <summary>What the specification allows in each object: farms refuse whatever else.</summary>
    static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["job"] = ["specificationVersion", "name", "description", "parameterDefinitions", "jobEnvironments", "steps"],
        ["PATH"] = ["name", "type", "description", "default", "allowedValues", "minLength", "maxLength", "objectType", "dataFlow", "userInterface"],
        ["STRING"] = ["name", "type", "description", "default", "allowedValues", "minLength", "maxLength", "userInterface"],
        ["step"] = ["name", "description", "dependencies", "stepEnvironments", "hostRequirements", "parameterSpace", "script"],
        ["hostRequirements"] = ["amounts", "attributes"],
        ["parameterSpace"] = ["taskParameterDefinitions", "combination"],
        ["INT"] = ["name", "type", "range"],
        ["script"] = ["actions", "embeddedFiles"],
        ["file"] = ["name", "type", "filename", "runnable", "data"],
        ["action"] = ["command", "args", "timeout", "cancelation"],
    };

    [Fact]
    public async Task A_template_holds_to_the_specification()
    {
        string work = await scene.PlanAsync("template.mp4");

        JsonElement job = await WriteAsync(work, "--cpus", "4", "--program", "/opt/livestyle/livestyle");

        AssertOnly("job", job);
        Assert.Equal("jobtemplate-2023-09", job.GetProperty("specificationVersion").GetString());
        Assert.InRange(job.GetProperty("name").GetString()!.Length, 1, 128);
        JsonElement[] parameters = [.. job.GetProperty("parameterDefinitions").EnumerateArray()];
        Assert.All(parameters, parameter => AssertOnly(parameter.GetProperty("type").GetString()!, parameter));
        Assert.Equal([".", "/opt/livestyle/livestyle"], parameters.Select(parameter => parameter.GetProperty("default").GetString()));

        JsonElement[] steps = [.. job.GetProperty("steps").EnumerateArray()];
        Assert.Equal(["segment", "assemble"], steps.Select(step => step.GetProperty("name").GetString()));
        Assert.All(steps, AssertStep);
        JsonElement index = Assert.Single(steps[0].GetProperty("parameterSpace").GetProperty("taskParameterDefinitions").EnumerateArray());
        AssertOnly("INT", index);
        Assert.Equal("0-3", index.GetProperty("range").GetString());
        Assert.Equal(4, steps[0].GetProperty("hostRequirements").GetProperty("amounts")[0].GetProperty("min").GetInt32());
        Assert.Equal("segment", Assert.Single(steps[1].GetProperty("dependencies").EnumerateArray()).GetProperty("dependsOn").GetString());
        Assert.All(References(job), name => Assert.Contains(name, (string[])["Param.Folder", "Param.Program", "Task.Param.Index", "Task.File.Run"]));
    }

    [Fact]
    public async Task A_farm_that_runs_a_template_makes_the_film_of_a_single_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no bash.");
        string work = await scene.PlanAsync("by farm.mp4");
        JsonElement job = await WriteAsync(work);

        foreach (JsonElement step in job.GetProperty("steps").EnumerateArray())
        {
            IEnumerable<int> tasks = step.TryGetProperty("parameterSpace", out JsonElement space)
                ? IndexRanges.Parse(space.GetProperty("taskParameterDefinitions")[0].GetProperty("range").GetString()!) : [0];
            foreach (int index in tasks)
            {
                await RunTaskAsync(job, step, work, index);
            }
        }

        Assert.Equal(scene.Single, scene.Hashes("by farm.mp4"));
    }

    async Task<JsonElement> WriteAsync(string work, params string[] arguments)
    {
        ProgramRun run = await scene.RunAsync([], ["submit", work, "--engine", "openjd", .. arguments]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(work, "openjd.json"), TestContext.Current.CancellationToken)).RootElement;
    }

    async Task RunTaskAsync(JsonElement job, JsonElement step, string work, int index)
    {
        JsonElement file = step.GetProperty("script").GetProperty("embeddedFiles")[0], action = step.GetProperty("script").GetProperty("actions").GetProperty("onRun");
        string script = scene.PathOf("run.sh");
        await File.WriteAllTextAsync(script, file.GetProperty("data").GetString(), TestContext.Current.CancellationToken);
        string program = job.GetProperty("parameterDefinitions")[1].GetProperty("default").GetString()!;
        string Resolve(string text) => Regex.Replace(text, @"\{\{(.+?)\}\}", match => match.Groups[1].Value switch
        {
            "Param.Folder" => work,
            "Param.Program" => program,
            "Task.Param.Index" => $"{index}",
            "Task.File.Run" => script,
            var other => throw new InvalidOperationException(other),
        });

        var start = new ProcessStartInfo(action.GetProperty("command").GetString()!, action.GetProperty("args").EnumerateArray().Select(argument => Resolve(argument.GetString()!)))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(ProgramRun.DotNet())}:{start.Environment["PATH"]}";
        using Process process = Process.Start(start)!;
        ProgramRun run = await ProgramRun.ToEndAsync(process, process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.True(run.ExitCode == 0, run.Error);
    }

    static void AssertStep(JsonElement step)
    {
        AssertOnly("step", step);
        AssertOnly("hostRequirements", step.GetProperty("hostRequirements"));
        JsonElement script = step.GetProperty("script"), action = script.GetProperty("actions").GetProperty("onRun");
        AssertOnly("script", script);
        AssertOnly("action", action);
        Assert.Equal("NOTIFY_THEN_TERMINATE", action.GetProperty("cancelation").GetProperty("mode").GetString());
        JsonElement file = Assert.Single(script.GetProperty("embeddedFiles").EnumerateArray());
        AssertOnly("file", file);
        Assert.Equal(("Run", "TEXT"), (file.GetProperty("name").GetString(), file.GetProperty("type").GetString()));
    }

    static void AssertOnly(string kind, JsonElement element) =>
        Assert.All(element.EnumerateObject(), property => Assert.Contains(property.Name, Allowed[kind]));

    static IEnumerable<string> References(JsonElement job) => Regex.Matches(job.GetRawText(), @"\{\{(.+?)\}\}").Select(match => match.Groups[1].Value);
}
