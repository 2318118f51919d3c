using System.Net.Mime;
using ContactPortal.Domain.Access;
using Microsoft.AspNetCore.Authentication;

namespace ContactPortal.Blazor.SignIn;

/// <summary>Answers requests for files of those who are not signed in, or may not have them.</summary>
internal static class FileRequests
{
    /// <summary>
    /// The actor; null when nobody is signed in, and the request has been redirected to the sign-in, as pages do: an empty file would look
    /// as if there were nothing.
    /// </summary>
    public static async Task<Actor?> ActorOrSignInAsync(this HttpContext http)
    {
        if (http.User.ToActor() is { } actor)
            return actor;
        await http.ChallengeAsync();
        return null;
    }

    /// <summary>Answers 403 with a message for the person.</summary>
    public static Task RefuseAsync(this HttpContext http, string message, CancellationToken cancellationToken)
    {
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        http.Response.ContentType = $"{MediaTypeNames.Text.Plain}; charset=utf-8";
        return http.Response.WriteAsync(message, cancellationToken);
    }
}
