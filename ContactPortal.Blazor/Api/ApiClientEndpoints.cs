using ContactPortal.Domain.Api;

namespace ContactPortal.Blazor.Api;

/// <summary>Lets the listed clients of the API through to an endpoint, each within its scopes and quota.</summary>
internal static class ApiClientEndpoints
{
    public static void AddApiClients(this IServiceCollection services)
    {
        services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section).ValidateOnStart();
        services.AddSingleton<Microsoft.Extensions.Options.IValidateOptions<ApiOptions>, ValidateApiOptions>()
            .AddSingleton<ApiClientDays>()
            .AddSingleton<ApiClients>();
    }

    /// <summary>Refuses requests of clients that aren't given the scope by the settings, or whose quota is used up.</summary>
    public static RouteHandlerBuilder ForClients(this RouteHandlerBuilder endpoint, string scope) => endpoint.AddEndpointFilter(
        async (request, next) =>
            await request.HttpContext.RequestServices.GetRequiredService<ApiClients>().RefusalOfAsync(request.HttpContext, scope)
            ?? await next(request));
}
