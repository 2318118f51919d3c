using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ContactPortal.Blazor.SignIn;

/// <summary>
/// Refuses an id_token without a signature. The framework accepts one in the code flow, as the specification allows, since it comes over
/// TLS from the provider itself; here it decides who acts for a municipality.
/// </summary>
internal sealed class SignedTokenHandler : JsonWebTokenHandler
{
    public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var parameters = validationParameters.Clone();
        parameters.RequireSignedTokens = true;
        return base.ValidateTokenAsync(token, parameters);
    }
}
