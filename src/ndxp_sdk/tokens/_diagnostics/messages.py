"""Say what each check asks, and what to do if the answer is no, in the order in which checks are shown."""

from collections.abc import Mapping
from typing import Final

from ndxp_sdk.tokens.check import Sentence

S = Sentence

QUESTIONS: Final[Mapping[str, Sentence]] = {
    "token_url": S("Does the token address ask for TLS?", "Địa chỉ cấp mã truy cập có yêu cầu TLS không?"),
    "metadata": S("Can the issuer's metadata be read?", "Có đọc được siêu dữ liệu của bên cấp mã không?"),
    "method": S("Does the issuer take this kind of credential?", "Bên cấp mã có nhận cách xác thực này không?"),
    "key_readable": S("Can the private key be used?", "Có dùng được khóa bí mật không?"),
    "form": S("Is the form well-formed?", "Biểu mẫu gửi đi có đúng dạng không?"),
    "grant_type": S("Is the grant type client_credentials?", "Kiểu cấp quyền có phải client_credentials không?"),
    "single_method": S("Is there one way of authentication only?", "Có đúng một cách xác thực không?"),
    "assertion_type": S("Is the assertion type the one of RFC 7523?", "Loại chứng cứ có đúng RFC 7523 không?"),
    "assertion_parses": S("Can the assertion be read?", "Có đọc được chứng cứ (assertion) không?"),
    "header_typ": S("Is the type of the assertion right?", "Trường typ của chứng cứ có đúng không?"),
    "header_alg": S("Is the signature algorithm allowed?", "Thuật toán ký có được phép không?"),
    "header_kid": S("Is kid the thumbprint of the key?", "kid có phải dấu vân tay của khóa không?"),
    "claim_iss": S("Is iss the client id?", "iss có phải mã máy khách không?"),
    "claim_sub": S("Is sub the client id?", "sub có phải mã máy khách không?"),
    "claim_aud": S("Is aud the issuer, as one string?", "aud có phải bên cấp mã, dạng một chuỗi không?"),
    "claim_jti": S("Is there a jti?", "Có jti không?"),
    "claim_iat": S("Is there an iat?", "Có iat không?"),
    "claim_exp": S("Is there an exp?", "Có exp không?"),
    "clock": S("Do our clock and the server's agree?", "Đồng hồ của ta và của máy chủ có khớp không?"),
    "lifetime": S("Is the assertion short-lived enough?", "Thời hạn của chứng cứ có đủ ngắn không?"),
    "client_known": S("Does the issuer know the client?", "Bên cấp mã có biết máy khách này không?"),
    "secret_at_hand": S("Is the secret at hand?", "Đã có sẵn bí mật chưa?"),
    "secret": S(
        "Does the issuer accept the client with this secret?", "Bên cấp mã có chấp nhận máy khách với bí mật này không?"
    ),
    "certificate_at_hand": S("Is the certificate at hand and in date?", "Đã có chứng thư và còn hạn không?"),
    "certificate": S("Is the certificate registered for the client?", "Chứng thư đã đăng ký cho máy khách chưa?"),
    "key_known": S("Is the key registered for the client?", "Khóa đã đăng ký cho máy khách chưa?"),
    "key_active": S("Is the registered key active?", "Khóa đã đăng ký có đang hiệu lực không?"),
    "signature": S("Does the signature hold?", "Chữ ký có đúng không?"),
    "jti_unused": S("Is the jti new?", "jti có mới không?"),
    "client_active": S("Is the client active?", "Máy khách có đang hoạt động không?"),
    "scope_offered": S("Does the issuer know this scope?", "Bên cấp mã có biết phạm vi quyền (scope) này không?"),
    "scope": S("May the client have this scope?", "Máy khách có được phạm vi quyền (scope) này không?"),
    "agreement_known": S("Does the hub know the agreement?", "Trục có biết thỏa thuận này không?"),
    "agreement_active": S("Is the agreement active?", "Thỏa thuận có đang hiệu lực không?"),
    "purpose_known": S("Does the hub know the purpose?", "Trục có biết mục đích này không?"),
    "purpose_active": S("Is the purpose active?", "Mục đích có đang hiệu lực không?"),
    "service_published": S("Is the service published?", "Dịch vụ đã được công bố chưa?"),
    "token_expiry": S("Is the token at hand within its time (exp)?", "Mã truy cập sẵn có còn trong hạn (exp) không?"),
    "diagnosis": S("Does the issuer explain itself?", "Bên cấp mã có cho biết lý do không?"),
}

REASONS: Final[Mapping[str, Sentence]] = {
    "loopback": S(
        "plain http within this machine: nothing protects it, and nothing leaves the machine",
        "http không mã hóa trong nội bộ máy này: không được bảo vệ, và dữ liệu không rời khỏi máy",
    ),
    "no metadata": S("the issuer's metadata could not be read", "không đọc được siêu dữ liệu của bên cấp mã"),
    "not listed": S("the issuer's metadata does not say", "siêu dữ liệu của bên cấp mã không cho biết"),
    "nobody asked": S(
        "nobody was asked: only a call shows whether it is accepted",
        "chưa hỏi bên nào: chỉ khi gọi dịch vụ mới biết có được chấp nhận không",
    ),
    "nothing to ask with": S(
        "the issuer was not asked, because what proves the client is missing",
        "chưa hỏi bên cấp mã, vì thiếu thứ chứng minh máy khách",
    ),
    "no diagnostics": S(
        "only the issuer knows, and it offers no diagnostics",
        "chỉ bên cấp mã biết, mà bên đó không có chức năng chẩn đoán",
    ),
    "no diagnosis": S(
        "only the issuer knows, and its diagnostics gave no answer to this",
        "chỉ bên cấp mã biết, mà chức năng chẩn đoán của bên đó không trả lời",
    ),
    "not told": S("only the issuer knows, and it did not say", "chỉ bên cấp mã biết, mà bên đó không cho biết"),
    "no time": S("the server told no time", "máy chủ không cho biết giờ"),
    "no certificate": S(
        "no certificate is named here whose dates can be read", "không có tệp chứng thư nào đọc được thời hạn"
    ),
}

_REPORT: Final = S(
    "this package makes that part: update it, and report it with the correlation id if it goes on",
    "phần này do bộ công cụ tạo ra: hãy cập nhật, nếu vẫn lỗi thì báo kèm mã tương quan",
)

ADVICE: Final[Mapping[str, Sentence]] = {
    "token_url": S("use an address that begins with https://", "dùng địa chỉ bắt đầu bằng https://"),
    "metadata": S(
        "check issuer and token_url, and that the host can be reached; or give both issuer and token_url",
        "kiểm tra issuer và token_url, và kết nối tới máy chủ đó; hoặc khai báo cả hai",
    ),
    "method": S("use a credential of a kind that is expected", "dùng một cách xác thực trong danh sách được nhận"),
    "key_readable": S(
        "name a PEM file or JWK that this user can read, with its passphrase if it has one",
        "chỉ ra tệp PEM hoặc JWK mà người dùng này đọc được, kèm mật khẩu khóa nếu có",
    ),
    "form": _REPORT,
    "grant_type": _REPORT,
    "single_method": S(
        "the server sees two credentials, such as a certificate besides a secret: leave one out",
        "máy chủ thấy hai cách xác thực, ví dụ chứng thư và bí mật: hãy bỏ một",
    ),
    "assertion_type": _REPORT,
    "assertion_parses": _REPORT,
    "header_typ": _REPORT,
    "header_alg": S(
        "set algorithm to one that is expected, or use a key that fits one",
        "đặt algorithm là một thuật toán được nhận, hoặc dùng khóa phù hợp",
    ),
    "header_kid": _REPORT,
    "claim_iss": S("check client_id", "kiểm tra client_id"),
    "claim_sub": S("check client_id", "kiểm tra client_id"),
    "claim_aud": S(
        "leave audience out, or set it to exactly the issuer of the metadata, with or without the last slash as there",
        "bỏ trống audience, hoặc đặt đúng bằng issuer trong siêu dữ liệu, kể cả dấu gạch chéo cuối",
    ),
    "claim_jti": _REPORT,
    "claim_iat": _REPORT,
    "claim_exp": _REPORT,
    "clock": S(
        "set this machine's clock by NTP and check its time zone; until then assertions bear the server's time",
        "đồng bộ đồng hồ máy này bằng NTP và kiểm tra múi giờ; trước mắt chứng cứ được ghi theo giờ máy chủ",
    ),
    "lifetime": S("set life to at most what is expected", "đặt life không quá mức được nhận"),
    "client_known": S(
        "check client_id and the environment: a client of the test hub is unknown in production",
        "kiểm tra client_id và môi trường: máy khách ở môi trường thử nghiệm không có ở môi trường thật",
    ),
    "secret_at_hand": S("set the variable or file that the reference names", "đặt biến hoặc tệp mà tham chiếu chỉ tới"),
    "secret": S(
        "compare client_id and the secret with what the hub issued, for this environment",
        "đối chiếu client_id và bí mật với những gì trục đã cấp cho môi trường này",
    ),
    "certificate_at_hand": S(
        "name the file of a certificate that is in date; have a renewed one registered before using it",
        "chỉ ra tệp chứng thư còn hạn; chứng thư gia hạn phải được đăng ký trước khi dùng",
    ),
    "certificate": S(
        "register this certificate for the client; after a renewal register the new one before using it",
        "đăng ký chứng thư này cho máy khách; khi gia hạn, đăng ký chứng thư mới trước khi dùng",
    ),
    "key_known": S(
        "register the public key with this thumbprint for the client, or use the key that is registered",
        "đăng ký khóa công khai có dấu vân tay này cho máy khách, hoặc dùng khóa đã đăng ký",
    ),
    "key_active": S(
        "the key was revoked, expired or is not valid yet: register a new one",
        "khóa đã bị thu hồi, hết hạn hoặc chưa đến ngày: đăng ký khóa mới",
    ),
    "signature": S(
        "the key differs from the registered one of the same kid: register it anew",
        "khóa khác với khóa đã đăng ký cùng kid: đăng ký lại",
    ),
    "jti_unused": S(
        "the assertion was sent before: is a proxy repeating requests?",
        "chứng cứ đã được gửi trước đó: có proxy nào gửi lặp không?",
    ),
    "client_active": S(
        "ask the operator of the hub why the client is suspended",
        "hỏi đơn vị vận hành trục vì sao máy khách bị tạm dừng",
    ),
    "scope_offered": S(
        "check its spelling, and take one of those that are expected",
        "kiểm tra chính tả, và dùng một phạm vi trong danh sách được nhận",
    ),
    "scope": S(
        "ask for less, or have the scope granted to the client",
        "xin ít phạm vi hơn, hoặc đề nghị cấp phạm vi đó cho máy khách",
    ),
    "agreement_known": S("check the id of the agreement and the environment", "kiểm tra mã thỏa thuận và môi trường"),
    "agreement_active": S(
        "see who suspended it or when it ended; request access again if it is over",
        "xem bên nào tạm dừng hoặc hết hạn khi nào; nếu đã kết thúc thì đề nghị truy cập lại",
    ),
    "purpose_known": S("check the id of the purpose and the environment", "kiểm tra mã mục đích và môi trường"),
    "purpose_active": S(
        "activate the purpose, or have the provider approve it",
        "kích hoạt mục đích, hoặc đề nghị bên cung cấp phê duyệt",
    ),
    "service_published": S(
        "the provider has withdrawn the service or its version: look for its successor in the catalogue",
        "bên cung cấp đã ngừng dịch vụ hoặc phiên bản: tìm phiên bản thay thế trong danh mục",
    ),
    "token_expiry": S("put a new token where the reference points", "đặt mã truy cập mới vào nơi tham chiếu chỉ tới"),
}
