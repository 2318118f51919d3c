using System.Collections.Immutable;

namespace ContactPortal.Domain.Mail;

/// <summary>To the local administrators: somebody lacks the right, asks for it, still holds it, or has left with it (U3).</summary>
internal static class RightsTaskMail
{
    public static MailContent Lacks(string person, string organisation, string? grantedIn) =>
        Of(
            DanishMailFormat.Fill(MailTexts.TaskLacksSubject, person),
            [DanishMailFormat.Fill(MailTexts.TaskLacks, person, organisation), MailTexts.TaskLacksHow], organisation, grantedIn);

    public static MailContent Asks(string person, string organisation, string? grantedIn) =>
        Of(
            DanishMailFormat.Fill(MailTexts.TaskAsksSubject, person),
            [DanishMailFormat.Fill(MailTexts.TaskAsks, person, organisation), MailTexts.TaskAsksHow], organisation, grantedIn);

    public static MailContent StillHolds(string person, string organisation, string? grantedIn) =>
        Of(
            DanishMailFormat.Fill(MailTexts.TaskHoldsSubject, person),
            [DanishMailFormat.Fill(MailTexts.TaskHolds, person, organisation)], organisation, grantedIn);

    public static MailContent Left(string person, string organisation, string? grantedIn) =>
        Of(
            DanishMailFormat.Fill(MailTexts.TaskLeftSubject, person),
            [DanishMailFormat.Fill(MailTexts.TaskLeft, person, organisation)], organisation, grantedIn);

    private static MailContent Of(string subject, ImmutableArray<string> body, string organisation, string? grantedIn) => new(
        subject,
        [
            .. body,
            .. grantedIn is null ? ImmutableArray<string>.Empty : [DanishMailFormat.Fill(MailTexts.TaskElsewhere, grantedIn)],
            DanishMailFormat.Fill(MailTexts.AccessWhyAdministrator, organisation),
        ],
        [], MailPaths.Rights);
}
