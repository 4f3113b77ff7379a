using System.Net;
using LiveStyle.Live.Web.Answers;
using Microsoft.AspNetCore.Http;

namespace LiveStyle.Live.Web;

/// <summary>
/// Stands before everything: a request must call this server by a name of its own, come from no foreign page, and bring the token where it
/// asks for more than the page's files.
/// </summary>
sealed class ControlGuard(ControlToken token, ControlOptions options)
{
    const string Scheme = "Bearer ", Parameter = "token";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (Refusal(context) is { } problem)
        {
            await problem.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        await next(context).ConfigureAwait(false);
    }

    Problem? Refusal(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (!IsOwnHost(request.Host.Host))
        {
            return new Problem(StatusCodes.Status403Forbidden, "this server is not called by that name; call it by its address or localhost, or start it with that name among the hosts that it allows (control.hosts in a show's file)");
        }

        string? origin = request.Headers.Origin;
        if (origin is not null && !IsOwnOrigin(origin, request))
        {
            return new Problem(StatusCodes.Status403Forbidden, "pages of other servers may not ask here; start this server with their origin among those that may open its WebSockets (control.origins in a show's file)");
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<OpenToAll>() is null && !(Given(request) is { } given && token.Matches(given)))
        {
            context.Response.Headers.WWWAuthenticate = Scheme.TrimEnd();
            return new Problem(StatusCodes.Status401Unauthorized, $"the token is {(Given(request) is null ? "missing" : "wrong")}; send the one that the show told at its start, as 'Authorization: Bearer TOKEN' or '?token=TOKEN'");
        }

        return null;
    }

    /// <summary>An address can't be given to another machine; a name can, by whoever owns it.</summary>
    bool IsOwnHost(string host) => IPAddress.TryParse(host.Trim('[', ']'), out _)
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || options.AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    bool IsOwnOrigin(string origin, HttpRequest request) =>
        origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        || options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    /// <summary>WebSockets and pictures of a page can't have headers of their own, so the address may hold it too.</summary>
    static string? Given(HttpRequest request) => (string?)request.Headers.Authorization is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        ? header[Scheme.Length..].Trim()
        : (string?)request.Query[Parameter];
}
