using System.Security.Claims;
using System.Text.Encodings.Web;
using ContactPortal.Blazor.Api;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace ContactPortal.Blazor.Scim;

/// <summary>
/// Finds out which municipality's directory sends a request (P8): by a credential of the municipality, or by an access token of the
/// identity provider with the scope <c>scim</c>. Refuses in SCIM's form.
/// </summary>
internal sealed class ScimAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ProvisioningCredentials credentials,
    IOptions<ProvisioningOptions> provisioning, IOptions<SignInOptions> signIn, ApiClients clients)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Scim";

    /// <summary>The claim of a request that may provision persons; its value is the organisation's code.</summary>
    public const string OrganisationClaim = "provisions";

    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? header = Request.Headers[HeaderNames.Authorization];
        if (header is null || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var token = header[Bearer.Length..].Trim();
        if (token.StartsWith(ProvisioningCredential.TokenPrefix, StringComparison.Ordinal))
        {
            return await credentials.AuthenticateAsync(token, Context.RequestAborted) is { } source
                ? Success(source)
                : AuthenticateResult.Fail("The credential does not exist, or was withdrawn.");
        }

        var result = await Context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        return !result.Succeeded ? result
            : SourceOf(result.Principal) is { } client ? Success(client)
            : AuthenticateResult.Success(new(new(new ClaimsIdentity(SchemeName)), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer realm=\"scim\"";
        return RefuseAsync(StatusCodes.Status401Unauthorized, nameof(ScimTexts.Unauthorized));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        RefuseAsync(StatusCodes.Status403Forbidden, nameof(ScimTexts.Forbidden));

    private Task RefuseAsync(int status, string text) =>
        ScimResult.Error(status, type: null, ScimException.Both(text)).WriteAsync(Context);

    private AuthenticateResult Success(ProvisioningSource source)
    {
        Context.Features.Set(source);
        var identity = new ClaimsIdentity([new(OrganisationClaim, source.Organisation.ToString())], SchemeName);
        return AuthenticateResult.Success(new(new(identity), SchemeName));
    }

    /// <summary>
    /// The municipality and client of an access token; null without the scope, when it names no municipality, or when the settings do not
    /// give the client that municipality.
    /// </summary>
    private ProvisioningSource? SourceOf(ClaimsPrincipal principal)
    {
        if (!ApiClient.HasScope(principal, ApiScopes.Scim))
            return null;
        var client = ApiClient.NameOf(principal);
        var isGiven = provisioning.Value.Clients.TryGetValue(client, out var code);
        var organisation = isGiven
            ? new OrganisationCode(code)
            : signIn.Value.FindOrganisation(IdentifierText.CvrOf(principal.FindFirstValue(signIn.Value.OrganisationClaim)));
        return organisation is { } municipality && Municipalities.Find(municipality) is not null
            && ((isGiven && !clients.IsListed(client)) || clients.MayProvision(principal, municipality.Value))
            ? ProvisioningSource.OfClient(municipality, client)
            : null;
    }
}
