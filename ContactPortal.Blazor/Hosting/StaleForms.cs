using ContactPortal.Blazor.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace ContactPortal.Blazor.Hosting;

/// <summary>
/// Answers a form whose antiforgery token is missing or another person's, as of a page that was left open or a button that was pressed
/// twice: nothing is done, and the browser is led to the front page, or to the sign-in if nobody is signed in.
/// </summary>
internal static partial class StaleForms
{
    /// <summary>Call after <c>UseAntiforgery</c>, which checks the token.</summary>
    public static void UseStaleForms(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StaleForms));
        app.Use((http, next) =>
        {
            // A form that could not be read at all, such as one that is too large, is answered by the endpoint.
            if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false, Error: var error }
                || error?.InnerException is BadHttpRequestException or InvalidDataException)
            {
                return next(http);
            }

            // The page of an error is rendered for the same request, with its method and form.
            if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null)
                return Task.CompletedTask;
            LogStale(logger, http.Request.Path);
            http.Response.Redirect(http.User.ToSession() is null ? PortalUrls.SignIn : PortalUrls.Front);
            return Task.CompletedTask;
        });
    }

    [LoggerMessage(LogLevel.Information, "A form for {Path} had no antiforgery token of this session; nothing was done")]
    private static partial void LogStale(ILogger logger, string path);
}
