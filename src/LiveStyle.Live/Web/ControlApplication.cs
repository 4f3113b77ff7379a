using LiveStyle.Diagnostics;
using LiveStyle.Live.Web.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace LiveStyle.Live.Web;

/// <summary>The web application around the routes: Kestrel and nothing else, which reads no file and no environment variable.</summary>
static class ControlApplication
{
    const int MostConnections = 256, MostWebSockets = 128;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Seconds, from a fast GPU's network to a show that hangs.</summary>
    static readonly double[] Durations = [0.001, 0.0025, 0.005, 0.01, 0.0167, 0.025, 0.0333, 0.05, 0.075, 0.1, 0.12, 0.15, 0.2, 0.3, 0.5, 1, 2.5, 5];

    public static WebApplication Build(ControlOptions options, ControlGuard guard)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));

        // Requests are logged with their addresses, which may hold the token: only what went wrong is told.
        builder.Logging.ClearProviders().AddProvider(new ControlLogging()).AddFilter("Microsoft", LogLevel.Warning).AddFilter("OpenTelemetry", LogLevel.Warning);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = SocketMessages.Farewell);
        builder.Services.ConfigureHttpJsonOptions(json => ControlJson.Set(json.SerializerOptions));
        builder.Services.AddOpenApi(ControlDescription.Document, ControlDescription.Configure);
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(LiveStyleMetrics.MeterName)
            .AddView(instrument => instrument.Unit == "s" ? new ExplicitBucketHistogramConfiguration { Boundaries = Durations } : null)
            .AddPrometheusExporter());

        WebApplication application = builder.Build();
        application.Use(next => context => ProblemAnswers.InvokeAsync(context, next));
        application.UseRouting();
        application.Use(next => context => guard.InvokeAsync(context, next));
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Patience, KeepAliveTimeout = Patience });
        return application;
    }

    static void Configure(KestrelServerOptions kestrel, ControlOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = ControlServer.LargestMessage;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = MostWebSockets;
        kestrel.Limits.RequestHeadersTimeout = Patience;
        kestrel.Listen(options.Endpoint, listen => listen.Protocols = HttpProtocols.Http1);
    }

    /// <summary>The host's own life begins and ends with the server's; Ctrl+C and signals are the program's.</summary>
    sealed class SilentLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;
    }

    /// <summary>Loggers of the factory that all libraries share.</summary>
    sealed class ControlLogging : ILoggerProvider
    {
        public ILogger CreateLogger(string category) => LiveStyleLogging.For(category);

        public void Dispose()
        {
        }
    }
}
