using System.Net.WebSockets;
using LiveStyle.Diagnostics;
using LiveStyle.Files;
using LiveStyle.Live.Web.Answers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveStyle.Live.Web;

/// <summary>Answers whatever went wrong with one line, and sets what every answer has.</summary>
static partial class ProblemAnswers
{
    /// <summary>Pages load nothing from elsewhere and stand in no other page; addresses, which may hold the token, are told to nobody.</summary>
    const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        (headers.CacheControl, headers.XContentTypeOptions, headers.ContentSecurityPolicy) = ("no-store", "nosniff", Policy);
        headers["Referrer-Policy"] = "no-referrer";
        Problem? problem;
        try
        {
            await next(context).ConfigureAwait(false);
            problem = Unanswered(context);
        }
        catch (Exception failure) when (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered: a viewer went, or the server ends.
            if (failure is not (OperationCanceledException or IOException or WebSocketException))
            {
                LogFailure(LiveStyleLogging.For("LiveStyle.Live.Web"), failure);
            }

            return;
        }
        catch (Exception failure)
        {
            problem = Explain(failure);
        }

        if (problem is not null)
        {
            await problem.WriteAsync(context).ConfigureAwait(false);
        }
    }

    static Problem? Unanswered(HttpContext context) => context.Response is { HasStarted: false, ContentType: null } ? context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new Problem(StatusCodes.Status404NotFound, $"there is no {context.Request.Path} here; /docs shows what there is"),
        StatusCodes.Status405MethodNotAllowed => new Problem(StatusCodes.Status405MethodNotAllowed, $"{context.Request.Method} is not done with {context.Request.Path}; /docs shows what is"),
        _ => null,
    } : null;

    static Problem Explain(Exception failure)
    {
        switch (failure)
        {
            case ProblemException known:
                return new Problem(known.Status, known.Message);
            case LiveStyleException known:
                return new Problem(StatusCodes.Status400BadRequest, Secrets.Hide(known.Message));
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return new Problem(StatusCodes.Status413PayloadTooLarge, $"a request has at most {ControlServer.LargestMessage / 1024} KB; send less at once");
            case BadHttpRequestException known:
                return new Problem(known.StatusCode, "the request is no whole HTTP request; send it again");
            default:
                LogFailure(LiveStyleLogging.For("LiveStyle.Live.Web"), failure);
                return new Problem(StatusCodes.Status500InternalServerError, "the request failed by a fault of this program, which its log tells; the show goes on");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "a request failed")]
    static partial void LogFailure(ILogger logger, Exception failure);
}
