using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Scim;

/// <summary>Sets up SCIM 2.0 (RFC 7643, RFC 7644), by which municipalities' own directories keep their persons (P8).</summary>
internal static partial class ScimServices
{
    private const string Policy = "scim";
    private const int MaxBodySize = 64 * 1024;

    public static void AddScim(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ProvisioningOptions>().BindConfiguration(ProvisioningOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ProvisioningOptions>, ValidateProvisioningOptions>();
        builder.Services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ScimAuthenticationHandler>(ScimAuthenticationHandler.SchemeName, _ => { });
        builder.Services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy
            .AddAuthenticationSchemes(ScimAuthenticationHandler.SchemeName)
            .RequireAuthenticatedUser()
            .RequireClaim(ScimAuthenticationHandler.OrganisationClaim));
    }

    public static void MapScim(this IEndpointRouteBuilder app)
    {
        var scim = app.MapGroup(PortalUrls.Scim)
            .RequireAuthorization(Policy)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodySize), new SkipStatusCodePagesAttribute())
            .AddEndpointFilter(RefuseInScimFormAsync);
        scim.MapScimUsers();
        scim.MapScimDiscovery();
        scim.Map("/{**rest}", () => ScimResult.Of(ScimException.NotFound()));
    }

    /// <summary>The directory that sends the request, by its credential alone.</summary>
    public static ProvisioningSource SourceOf(HttpContext http) => http.Features.Get<ProvisioningSource>()!;

    private static async ValueTask<object?> RefuseInScimFormAsync(EndpointFilterInvocationContext request, EndpointFilterDelegate next)
    {
        try
        {
            return await next(request);
        }
        catch (ScimException refusal)
        {
            return ScimResult.Of(refusal);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return ScimResult.Error(exception.StatusCode, type: null, ScimException.Both(nameof(ScimTexts.TooLarge)));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var http = request.HttpContext;
            var (logger, organisation) = (
                http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ScimServices)),
                SourceOf(http).Organisation.Value);
            LogFailed(logger, exception.FailureLevel, http.Request.Method, organisation, exception);
            return ScimResult.Error(
                StatusCodes.Status500InternalServerError, type: null, ScimException.Both(nameof(ScimTexts.Failed)));
        }
    }

    [LoggerMessage("A SCIM request ({Method}) of organisation {Organisation} failed")]
    private static partial void LogFailed(ILogger logger, LogLevel level, string method, int organisation, Exception exception);
}
