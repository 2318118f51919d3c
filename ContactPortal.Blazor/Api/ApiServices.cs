using System.Text.Json;
using ContactPortal.Blazor.Layout;
using ContactPortal.Domain.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace ContactPortal.Blazor.Api;

/// <summary>Sets up the API of the reporting systems: bearer tokens with a scope, problem details, and OpenAPI (D2).</summary>
internal static class ApiServices
{
    private const string AnyType = "*/*";
    private const string DocumentName = "v1";

    private static readonly string[] Described =
        [PortalUrls.ApiDeliveries, PortalUrls.ApiBounces, PortalUrls.ApiContacts, PortalUrls.ApiCoverage];

    public static void AddApi(this WebApplicationBuilder builder)
    {
        // Issuer, keys and audience are configured under Authentication:Schemes:Bearer; without them every token is rejected.
        builder.Services.AddSingleton<BearerEvents>();
        builder.Services.AddAuthentication().AddJwtBearer(
            options => (options.MapInboundClaims, options.EventsType) = (false, typeof(BearerEvents)));
        var authorization = builder.Services.AddAuthorizationBuilder();
        foreach (var scope in ApiScopes.All)
        {
            authorization.AddPolicy(ApiScopes.PolicyOf(scope), policy => policy
                .AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme)
                .RequireAuthenticatedUser()
                .RequireAssertion(context => ApiClient.HasScope(context.User, scope)));
        }

        builder.Services.AddApiClients();
        builder.Services.AddProblemDetails();
        builder.Services.AddOpenApi(DocumentName, options =>
        {
            options.ShouldInclude = description =>
                description.RelativePath is { } path && Described.Contains($"/{path}");
            options.AddDocumentTransformer(AddSecurityScheme);
            options.AddDocumentTransformer(AddInfo);
            options.AddOperationTransformer(AddRequiredScope);
            options.AddOperationTransformer(AddRetryAfter);
        });
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, DeliveryJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(1, ContactsJson.Default);
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
        .RequireAuthorization(ApiScopes.PolicyOf(scope))
        .WithMetadata(new RequiredScope(scope))
        .ForClients(scope)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi(PortalUrls.OpenApi).AllowAnonymous();
        app.MapDeliveryApi();
        app.MapBounceApi();
        app.MapContactsApi();
    }

    private static Task AddSecurityScheme(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.AddComponent<IOpenApiSecurityScheme>(JwtBearerDefaults.AuthenticationScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT",
            Description = $"An access token of the identity provider with the scope {ApiScopes.Deliveries}, for bounces "
                + $"{ApiScopes.Bounces}, for contacts {ApiScopes.ContactsRead}, in scope, scp or roles.",
        });
        return Task.CompletedTask;
    }

    private static Task AddInfo(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var agency = context.ApplicationServices.GetRequiredService<IOptions<AgencyOptions>>().Value;
        document.Info = new()
        {
            Title = "ContactPortal", Version = document.Info.Version, Contact = new() { Name = agency.Name, Email = agency.Mail },
            Description = "Municipalities' reporting systems post validated deliveries, and mail servers post bounces.",
        };
        foreach (var server in document.Servers ?? [])
            server.Url = server.Url?.TrimEnd('/');
        return Task.CompletedTask;
    }

    /// <summary>Says when to try again after too many requests.</summary>
    private static Task AddRetryAfter(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (operation.Responses?.TryGetValue($"{StatusCodes.Status429TooManyRequests}", out var answer) == true
            && answer is OpenApiResponse spent)
        {
            spent.Headers = new Dictionary<string, IOpenApiHeader>
            {
                [HeaderNames.RetryAfter] = new OpenApiHeader
                {
                    Description = "The seconds until the next request is taken.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
                },
            };
        }

        return Task.CompletedTask;
    }

    private static Task AddRequiredScope(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var scheme = new OpenApiSecuritySchemeReference(JwtBearerDefaults.AuthenticationScheme, context.Document);
        operation.Security =
        [
            .. context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredScope>()
                .Select(required => new OpenApiSecurityRequirement { [scheme] = [required.Scope] }),
        ];
        return Task.CompletedTask;
    }
}
