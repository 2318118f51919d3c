using ContactPortal.Domain.Agency;

namespace ContactPortal.Blazor.Api;

/// <summary>A contact.</summary>
/// <param name="Id">Its id; it stays when another person becomes the contact.</param>
/// <param name="Organisation">The municipality's code.</param>
/// <param name="Municipality">The municipality's name.</param>
/// <param name="Name">The name.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Mobile">The mobile number in E.164; null for none.</param>
/// <param name="Phone">The telephone number in E.164; null for none.</param>
/// <param name="Types">The codes of the delivery types that it is responsible for.</param>
/// <param name="Since">Since when its person has been the contact.</param>
/// <param name="AbsentUntil">The last day of its present absence; null for none.</param>
/// <param name="Problems">What is wrong: mailsComeBack, hasLeft, lacksRight.</param>
internal sealed record ContactAnswer(
    Guid Id, int Organisation, string Municipality, string Name, string Email, string? Mobile, string? Phone,
    IReadOnlyList<string> Types, DateTimeOffset Since, DateOnly? AbsentUntil, IReadOnlyList<string> Problems)
{
    private static readonly (ContactProblem Problem, string Name)[] Names =
    [
        (ContactProblem.MailsComeBack, "mailsComeBack"), (ContactProblem.HasLeft, "hasLeft"), (ContactProblem.LacksRight, "lacksRight"),
    ];

    public static ContactAnswer Of(ListedContact contact)
    {
        var values = contact.Contact.Values;
        return new(
            contact.Contact.Id, contact.Municipality.Code.Value, contact.Municipality.Name, values.Name, values.Email,
            values.Mobile.Length > 0 ? values.Mobile : null, values.Phone.Length > 0 ? values.Phone : null,
            [.. values.Responsibilities], contact.Contact.HeldSince, contact.AbsentUntil,
            [.. Names.Where(n => contact.Problems.HasFlag(n.Problem)).Select(n => n.Name)]);
    }
}
