"""Remedies of failures, in both languages. Errors carry the English; `explain` finds the Vietnamese by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Hint:
    """One advice; words in braces are filled in with identifiers."""

    en: str
    vi: str


HINTS: Final[Mapping[str, Hint]] = MappingProxyType(
    {
        "both-ids": Hint(
            "own id {own}, provider id {provider}: check that they are not mixed up and that X-Road knows both",
            "mã của mình {own}, mã bên cung cấp {provider}: kiểm tra có nhầm lẫn hai mã không và X-Road đã có cả "
            "hai chưa",
        ),
        "no-client-certificate": Hint(
            "{own} is registered with HTTPS and a certificate, and none was presented: give the client a certificate",
            "{own} được đăng ký kết nối HTTPS có chứng thư, nhưng không gửi chứng thư nào: cấu hình chứng thư "
            "cho máy khách",
        ),
        "no-registered-certificate": Hint(
            "the own security server has no certificate for {own}: have the operator upload the one this client "
            "presents",
            "máy chủ an ninh của mình chưa có chứng thư cho {own}: đề nghị người vận hành nạp chứng thư mà máy "
            "khách đang dùng",
        ),
        "other-certificate": Hint(
            "the certificate presented equals none of those registered for {own}: after a renewal, upload the "
            "new one first",
            "chứng thư đã gửi không trùng chứng thư nào đăng ký cho {own}: khi gia hạn, phải nạp chứng thư mới trước",
        ),
        "expired-certificate": Hint(
            "the certificate that this client presents is out of date: renew it, register it for {own}, then use it",
            "chứng thư máy khách đang dùng đã hết hạn: gia hạn, đăng ký cho {own} rồi mới sử dụng",
        ),
        "plain-http": Hint(
            "{own} is registered with HTTPS and the call came over plain HTTP: use an address that begins with "
            "https://",
            "{own} được đăng ký kết nối HTTPS nhưng lời gọi đi qua HTTP thường: dùng địa chỉ bắt đầu bằng https://",
        ),
        "size": Hint(
            "the message log of a security server takes bodies up to 10 MiB unless set otherwise, and X-Road "
            "shows that limit as an I/O error: send or ask for less at once, or use a transfer",
            "nhật ký của máy chủ an ninh mặc định chỉ nhận thân thông điệp đến 10 MiB, và X-Road báo giới hạn "
            "này như lỗi vào/ra: gửi hoặc xin ít dữ liệu hơn mỗi lần, hoặc dùng chức năng truyền tệp",
        ),
        "missed-r1": Hint(
            "the call missed /r1/ and reached X-Road's SOAP interface: the base URL has to end where /r1 begins",
            "lời gọi không vào /r1/ mà rơi vào giao diện SOAP của X-Road: địa chỉ gốc phải dừng ngay trước /r1",
        ),
        "page": Hint(
            "a web proxy, firewall or load balancer answered in place of the gateway: check base URL, proxy "
            "settings and firewall",
            "máy chủ trung gian, tường lửa hoặc bộ cân bằng tải đã trả lời thay cổng: kiểm tra địa chỉ gốc, cấu "
            "hình proxy, tường lửa",
        ),
        "address": Hint(
            "a server answered that is no gateway of this kind: check the base URL and the dialect",
            "máy chủ trả lời không phải loại cổng này: kiểm tra địa chỉ gốc và phương thức kết nối (dialect)",
        ),
        "unmarked": Hint(
            "a proxy, a portal or another server answered in place of the security server: check the base URL and the "
            "dialect, then proxy settings and firewall",
            "proxy, trang đăng nhập mạng hoặc máy chủ khác đã trả lời thay máy chủ an ninh: kiểm tra địa chỉ gốc và "
            "phương thức kết nối (dialect), sau đó cấu hình proxy và tường lửa",
        ),
        "portal": Hint(
            "log this machine in to the network, or have its operator let this server through without a log-in; if "
            "the page is the service's own, the base URL leads to a site for people and not to its interface",
            "đăng nhập mạng cho máy này, hoặc đề nghị người vận hành mạng cho phép kết nối đến máy chủ này mà không "
            "cần đăng nhập; nếu trang đó là của chính dịch vụ thì địa chỉ gốc đang trỏ đến trang cho người dùng, không "
            "phải giao diện lập trình",
        ),
        "credentials-of-proxy": Hint(
            "give user and password with the proxy's address, http://user:password@proxy:3128, or have its operator "
            "let this machine through without them",
            "khai báo tên và mật khẩu trong địa chỉ proxy, http://user:password@proxy:3128, hoặc đề nghị người vận "
            "hành proxy cho phép máy này không cần xác thực",
        ),
        "https": Hint(
            "use an address that begins with https://, or the port for http://",
            "dùng địa chỉ bắt đầu bằng https://, hoặc cổng dành cho http://",
        ),
        "not-http": Hint(
            "check host and port of the base URL, and of the proxy if there is one",
            "kiểm tra máy chủ và cổng trong địa chỉ gốc, và của proxy nếu có",
        ),
        "access": Hint(
            "ask {provider} for the access right of {own}; where both exist already, check that the own id is "
            "the registered one",
            "đề nghị {provider} cấp quyền truy cập cho {own}; nếu đã cấp, kiểm tra mã của mình đúng là mã đã đăng ký",
        ),
        "evidence": Hint(
            "the exchange may have taken place: look up its message id in the transaction log before repeating a "
            "change",
            "việc trao đổi có thể đã diễn ra: tra mã thông điệp trong nhật ký giao dịch trước khi lặp lại một thay đổi",
        ),
        "operator": Hint(
            "only the operator of that security server can mend this: give them the time, the message id and the "
            "detail id",
            "chỉ người vận hành máy chủ an ninh đó khắc phục được: cung cấp thời điểm, mã thông điệp và mã chi tiết",
        ),
        "alert": Hint(
            "do not use what was received, do not repeat the call, and report it to the operator as a security "
            "incident",
            "không dùng dữ liệu đã nhận, không gọi lại, và báo người vận hành như một sự cố an toàn thông tin",
        ),
        "token": Hint(
            "the access token was not accepted: tokens.explain() runs the checks of the server and says which "
            "one fails",
            "mã truy cập không được chấp nhận: tokens.explain() chạy lại các kiểm tra của máy chủ và cho biết chỗ sai",
        ),
        "redirect": Hint(
            "redirects are not followed, because they could lead out of the network: use the new address as base URL",
            "SDK không đi theo chuyển hướng vì có thể dẫn ra ngoài mạng: dùng địa chỉ mới làm địa chỉ gốc",
        ),
        "time-out": Hint(
            "the provider did not answer its gateway in time: ask for less at once, or have the service's "
            "time-out raised",
            "bên cung cấp không trả lời cổng của họ kịp thời: xin ít dữ liệu hơn mỗi lần, hoặc đề nghị tăng thời "
            "gian chờ",
        ),
    }
)


def hint(key: str, own: str | None = None, provider: str | None = None) -> str:
    """Return the English text of a hint."""
    return HINTS[key].en.format(own=own or "the calling system", provider=provider or "the provider")
