using System.Text.Json;
using ContactPortal.Domain.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace ContactPortal.Blazor.Api;

/// <summary>Sets up the API of the reporting systems: bearer tokens with a scope, problem details, and OpenAPI (D2).</summary>
internal static class ApiServices
{
    /// <summary>The authorization policy of the API's endpoints.</summary>
    public const string Policy = "reporting-system";

    /// <summary>The same of the endpoint that takes bounces.</summary>
    public const string BouncePolicy = "mail-server";

    /// <summary>The scope that a token needs.</summary>
    public const string Scope = ApiScopes.Deliveries;

    private const string AnyType = "*/*";
    private const string DocumentName = "v1";

    public static void AddApi(this WebApplicationBuilder builder)
    {
        // Issuer, keys and audience are configured under Authentication:Schemes:Bearer; without them every token is rejected.
        builder.Services.AddSingleton<BearerEvents>();
        builder.Services.AddAuthentication().AddJwtBearer(
            options => (options.MapInboundClaims, options.EventsType) = (false, typeof(BearerEvents)));
        builder.Services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy
            .AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme)
            .RequireAuthenticatedUser()
            .RequireAssertion(context => ApiClient.HasScope(context.User, Scope)))
            .AddPolicy(BouncePolicy, policy => policy
                .AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme)
                .RequireAuthenticatedUser()
                .RequireAssertion(context => ApiClient.HasScope(context.User, ApiScopes.Bounces)));
        builder.Services.AddApiClients();
        builder.Services.AddProblemDetails();
        builder.Services.AddOpenApi(DocumentName, options =>
        {
            options.ShouldInclude = description =>
                description.RelativePath is { } path && (path == PortalUrls.ApiDeliveries[1..] || path == PortalUrls.ApiBounces[1..]);
            options.AddDocumentTransformer(AddSecurity);
        });
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, DeliveryJson.Default);
        });
    }

    /// <summary>The text in all languages, since an API client has no UI language.</summary>
    public static string Both(string text) => string.Join(
        " / ", Languages.All.Select(language => ApiTexts.ResourceManager.GetString(text, language)));

    /// <summary>Problem details with the text in all languages.</summary>
    public static IResult Problem(string text, int statusCode) => Results.Problem(Both(text), statusCode: statusCode);

    /// <summary>
    /// Refuses bodies of another content type with 415, after authorization. The router's own 415 endpoint has no policy of its own, so the
    /// fallback policy would answer 401 to a client with a valid token.
    /// </summary>
    public static RouteHandlerBuilder AcceptsOnly<TBody>(this RouteHandlerBuilder endpoint, string contentType)
        where TBody : notnull => endpoint
        .Accepts<TBody>(contentType, AnyType)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody?.Content?.Remove(AnyType);
            return Task.CompletedTask;
        })
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .AddEndpointFilter(async (request, next) =>
            MediaTypeHeaderValue.TryParse(request.HttpContext.Request.ContentType, out var contentTypeSent)
                && contentTypeSent.MediaType.Equals(contentType, StringComparison.OrdinalIgnoreCase)
                ? await next(request)
                : Problem(nameof(ApiTexts.OtherType), StatusCodes.Status415UnsupportedMediaType));

    /// <summary>
    /// Demands a token with the scope, of a client that the settings give it, and describes how its absence and too many requests are
    /// answered.
    /// </summary>
    public static RouteHandlerBuilder RequireReportingSystem(this RouteHandlerBuilder endpoint, string scope) => endpoint
        .RequireAuthorization(scope == ApiScopes.Bounces ? BouncePolicy : Policy)
        .ForClients(scope)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi(PortalUrls.OpenApi).AllowAnonymous();
        app.MapDeliveryApi();
        app.MapBounceApi();
    }

    private static Task AddSecurity(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        const string name = JwtBearerDefaults.AuthenticationScheme;
        document.AddComponent<IOpenApiSecurityScheme>(name, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT",
            Description = $"An access token of the identity provider with the scope {ApiScopes.Deliveries}, for bounces {ApiScopes.Bounces}, in scope, scp or roles.",
        });
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations ?? []).Select(pair => pair.Value))
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(name, document)] = [Scope] }];
        return Task.CompletedTask;
    }
}
