using System.Net.Sockets;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ContactPortal.Blazor.SignIn;

/// <summary>A failed sign-in, in words that may be logged: a provider's own descriptions can name persons.</summary>
/// <param name="Kind">Why it failed.</param>
/// <param name="Text">The kind of exception, and the provider's error code if it is a known one.</param>
/// <param name="HasError">Whether the provider stated an error.</param>
internal sealed record SignInFault(SignInFaultKind Kind, string Text, bool HasError)
{
    private const string Other = "other";

    private static readonly Dictionary<string, SignInFaultKind> KindOfError = new(StringComparer.Ordinal)
    {
        ["access_denied"] = SignInFaultKind.Cancelled,
        ["login_required"] = SignInFaultKind.Cancelled,
        ["interaction_required"] = SignInFaultKind.Cancelled,
        ["consent_required"] = SignInFaultKind.Cancelled,
        ["server_error"] = SignInFaultKind.Unavailable,
        ["temporarily_unavailable"] = SignInFaultKind.Unavailable,
        ["invalid_client"] = SignInFaultKind.ClientRefused,
        ["unauthorized_client"] = SignInFaultKind.ClientRefused,
        ["invalid_grant"] = SignInFaultKind.Refused,
        ["invalid_request"] = SignInFaultKind.Refused,
        ["invalid_scope"] = SignInFaultKind.Refused,
        ["unsupported_response_type"] = SignInFaultKind.Refused,
    };

    /// <summary>Classifies the exception of a sign-in.</summary>
    public static SignInFault Of(Exception? exception)
    {
        var type = exception?.GetType().Name ?? Other;
        var error = exception?.Data[OpenIdConnectParameterNames.Error] as string;
        if (error is not null && KindOfError.TryGetValue(error, out var kind))
            return new(kind, $"{type}, {error}", HasError: true);
        return IsOfConnection(exception)
            ? new(SignInFaultKind.Unavailable, $"{type}, {exception!.GetBaseException().GetType().Name}", HasError: false)
            : new(SignInFaultKind.Refused, type, HasError: false);
    }

    /// <summary>Whether the provider could not be reached, or did not answer in the protocol.</summary>
    private static bool IsOfConnection(Exception? exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is HttpRequestException or SocketException or IOException or TimeoutException or TaskCanceledException)
                return true;
        }

        // The token endpoint answered, but not with tokens.
        return exception is OpenIdConnectProtocolException && exception.Message.Contains("Status Code", StringComparison.OrdinalIgnoreCase);
    }
}
