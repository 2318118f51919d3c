namespace ContactPortal.Domain.Persons;

/// <summary>Extends a RID that may be missing.</summary>
public static class RidExtensions
{
    extension(Rid? rid)
    {
        /// <summary>The digits; empty for null.</summary>
        public string Digits => rid?.Digits ?? "";
    }
}
