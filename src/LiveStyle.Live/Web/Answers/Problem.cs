using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveStyle.Live.Web.Answers;

/// <summary>Why a request was not done, as problem+json (RFC 9457).</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Detail">One line with the cure.</param>
sealed record Problem(int Status, string Detail)
{
    /// <summary>The status in words.</summary>
    public string Title => ReasonPhrases.GetReasonPhrase(Status);

    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        return context.Response.WriteAsJsonAsync(this, ControlJson.Options, "application/problem+json", context.RequestAborted);
    }
}
