using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LiveStyle.Live.Web;

/// <summary>The pages for people, which lie in this library and ask nothing of any other server.</summary>
static class PageFiles
{
    static readonly (string Path, string File, string Type)[] All =
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/page.css", "page.css", "text/css; charset=utf-8"),
        ("/page.js", "page.js", "text/javascript; charset=utf-8"),
        ("/token.js", "token.js", "text/javascript; charset=utf-8"),
        ("/preview.js", "preview.js", "text/javascript; charset=utf-8"),
        ("/docs", "docs.html", "text/html; charset=utf-8"),
        ("/docs.js", "docs.js", "text/javascript; charset=utf-8"),
    ];

    public static void Map(IEndpointRouteBuilder application)
    {
        foreach ((string path, string file, string type) in All)
        {
            byte[] bytes = Read(file);
            application.MapGet(path, () => TypedResults.Bytes(bytes, type)).WithMetadata(OpenToAll.Mark).ExcludeFromDescription();
        }
    }

    static byte[] Read(string file)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"web/{file}")
            ?? throw new InvalidOperationException($"web/{file} is not in the library.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
