using System.Collections.Immutable;

namespace ContactPortal.Domain.OwnData;

/// <summary>The values of a contact that the person is.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The address that its mails go to.</param>
/// <param name="Mobile">The mobile number, or empty.</param>
/// <param name="Phone">The telephone number, or empty.</param>
/// <param name="Responsibilities">The names of the delivery types.</param>
public sealed record OwnContactDetails(string Name, string Email, string Mobile, string Phone, ImmutableArray<string> Responsibilities);
